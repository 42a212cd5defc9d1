using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Whoever came from this council and is not named by the server any more: the mandate ends, unless not everything could be
/// read, or more than half would go at once.
/// </summary>
internal static class EndAbsentMandates
{
    public static void Add(
        OParlWalk walk,
        CouncilPeople people,
        IReadOnlyList<Member> members,
        DateOnly today,
        List<CouncilLine> lines,
        List<string> notes
    )
    {
        var here = lines
            .Where(line => line.Record?.Member is not null)
            .Select(line => line.Record!.Member!.Value)
            .ToHashSet();
        var present = people.Present.Select(TakeCouncil.Reference).ToHashSet();
        // Whoever may be meant by a name that is in the council is not gone.
        var names = people
            .People.Where(person => !person.Over)
            .Select(person => MemberRecord.KeyOf(person.Name.First, person.Name.Last))
            .ToHashSet();
        var current = members
            .Where(member =>
                member.Source == walk.Council && member.State != MemberState.Departed && !(member.MandateUntil < today)
            )
            .ToList();
        var gone = current
            .Where(member =>
                !here.Contains(member.Id)
                && !(member.Reference is { } mark && present.Contains(mark))
                && member.LastName is not null
                && !names.Contains(MemberRecord.KeyOf(member.FirstName, member.LastName))
            )
            .ToList();
        if (gone.Count == 0)
        {
            return;
        }

        if (walk.Incomplete || gone.Count * 2 > current.Count + 1)
        {
            notes.Add(
                $"{(gone.Count == 1 ? "1 Person" : $"{gone.Count} Personen")} aus dem letzten Import nennt der Server nicht "
                    + $"mehr. Weil {(walk.Incomplete ? "nicht alles gelesen werden konnte" : "es so viele sind")}, "
                    + $"{(gone.Count == 1 ? "bleibt das Mandat; bitte prüfen Sie es" : "bleiben ihre Mandate; bitte prüfen Sie sie")} "
                    + "von Hand."
            );
            return;
        }

        var number = people.People.Count + people.Others.Count;
        foreach (
            var member in gone.OrderBy(member => member.Reference, StringComparer.Ordinal).ThenBy(member => member.Id)
        )
        {
            lines.Add(
                new(
                    member.Reference ?? "",
                    new(++number, member.FirstName!, member.LastName!)
                    {
                        Member = member.Id,
                        MandateUntil = today.AddDays(-1),
                        MandateEnd = MandateEnd.Absence,
                        Known = MemberFields.MandateUntil,
                    },
                    null,
                    "absent",
                    "Der Server nennt die Person nicht mehr als Mitglied des Rates; das Mandat endet."
                )
            );
        }
    }
}
