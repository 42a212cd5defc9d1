using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>What is to happen to one person: a record to be taken in, or an outcome that is already clear.</summary>
public sealed record CouncilLine(
    string Id,
    MemberRecord? Record,
    OParlOutcome? Outcome,
    string? Code = null,
    string? Remark = null
);

/// <summary>
/// Compares the council with the city's list. A rule without a database, so that a preview says what the import will
/// do.
/// </summary>
public sealed record CouncilChanges(IReadOnlyList<CouncilLine> Lines, IReadOnlyList<string> Notes)
{
    public static CouncilChanges Of(OParlWalk walk, CouncilPeople people, IReadOnlyList<Member> members, DateOnly today)
    {
        var (lines, notes) = (new List<CouncilLine>(), new List<string>());
        var byReference = members
            .Where(member => member.Reference is not null)
            .ToDictionary(member => member.Reference!);
        var byName = members
            .Where(member =>
                member.LastName is not null && member.Reference?.StartsWith("oparl:", StringComparison.Ordinal) != true
            )
            .ToLookup(member => MemberRecord.KeyOf(member.FirstName, member.LastName));
        var named = members
            .Where(member => member.LastName is not null && member.State != MemberState.Departed)
            .ToLookup(member => MemberRecord.KeyOf(member.FirstName, member.LastName));
        var strangers = people
            .People.Where(person => !byReference.ContainsKey(TakeCouncil.Reference(person.Id)))
            .CountBy(person => MemberRecord.KeyOf(person.Name.First, person.Name.Last))
            .ToDictionary();
        var hasFactions = people.People.Any(person => person.Faction is not null);

        foreach (var person in people.People)
        {
            var known = byReference.GetValueOrDefault(TakeCouncil.Reference(person.Id));
            var sameName = MemberRecord.KeyOf(person.Name.First, person.Name.Last);
            var namesakes = known is null ? byName[sameName].ToList() : [];
            if (namesakes.Count > 1 || (namesakes.Count == 1 && strangers[sameName] > 1))
            {
                lines.Add(
                    Left(
                        person,
                        "name-ambiguous",
                        "Mehrere in der Liste oder beim Server heißen so; wer wer ist, wird nicht geraten. Bitte "
                            + "pflegen Sie diese Person von Hand."
                    )
                );
                continue;
            }

            if (known is not null && !IsStill(known, person, named[sameName].Any(other => other != known)))
            {
                lines.Add(
                    Left(
                        person,
                        MemberMatching.OtherPerson,
                        $"Diese Kennung des Servers gehörte bisher zu {known.DisplayName}. Ist es dieselbe Person, ändern Sie "
                            + "zuerst den Namen von Hand; ist es eine andere, tragen Sie sie bitte von Hand ein."
                    )
                );
                continue;
            }

            known ??= namesakes.SingleOrDefault();
            lines.Add(
                known is null && person.Over
                    ? Left(person, "mandate-over", $"Das Mandat ist seit dem {person.Until:dd.MM.yyyy} beendet.")
                    : Line(walk, person, known, hasFactions, namesakes.Count == 1, lines.Count + 1, today)
            );
        }

        lines.AddRange(
            people.Others.Select(other => new CouncilLine(
                other.Id,
                null,
                new(other.Id, other.Name, LineResult.LeftOut, other.Code, other.Reason)
            ))
        );
        lines.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        EndAbsentMandates.Add(walk, people, members, today, lines, notes);
        return new(lines, notes);
    }

    /// <summary>
    /// Servers give an id to somebody else one day. There is no address to ask, so a last name may have changed only
    /// within one mandate, a first name never, and nobody else may be called so.
    /// </summary>
    private static bool IsStill(Member known, CouncilPerson person, bool anotherIsCalledSo) =>
        known.LastName is null
        || MemberRecord.KeyOf(known.FirstName, known.LastName)
            == MemberRecord.KeyOf(person.Name.First, person.Name.Last)
        || (
            !anotherIsCalledSo
            && (
                SamePerson.MayBe(person.Name.First, person.Name.Last, known.FirstName, known.LastName)
                || (SamePerson.SameFirstName(person.Name.First, known.FirstName) && !(person.From > known.MandateFrom))
            )
        );

    private static CouncilLine Line(
        OParlWalk walk,
        CouncilPerson person,
        Member? known,
        bool hasFactions,
        bool byName,
        int number,
        DateOnly today
    )
    {
        var remarks = person.Remarks.ToList();
        var record = new MemberRecord(number, person.Name.First, person.Name.Last)
        {
            Reference = TakeCouncil.Reference(person.Id),
            Member = known?.Id,
            Title = person.Name.Title,
            Faction = person.Faction,
            Role = person.Role,
            MandateFrom = person.From,
            MandateUntil = person.Until,
            Source = walk.Council,
            Known =
                MemberFields.MandateUntil
                | (person.Name.Title is null ? 0 : MemberFields.Title)
                | (person.Role is null ? 0 : MemberFields.Role)
                | (person.From is null ? 0 : MemberFields.MandateFrom)
                // What could not be read is no absence.
                | (
                    person.Faction is not null || (hasFactions && !person.FactionUnread && !walk.Incomplete)
                        ? MemberFields.Faction
                        : 0
                ),
            Doubt = person.Doubt,
        };

        // An end that the city itself knows holds, until the server tells of a mandate that began after it.
        if (
            person.Until is null
            && known is { MandateUntil: { } end, MandateEnd: MandateEnd.Own }
            && !(person.From > end)
        )
        {
            record = record with { MandateUntil = end, MandateEnd = MandateEnd.Own };
            if (end < today)
            {
                remarks.Add($"Hier ist das Mandat seit dem {end:dd.MM.yyyy} beendet; der Server nennt kein Ende.");
            }
        }

        if (byName)
        {
            remarks.Add("Am Namen wiedererkannt.");
        }

        var faults = MemberRules.Faults(record).ToList();
        return faults.Count > 0
            ? Left(person, faults[0].Code, string.Join(" ", faults.Select(fault => fault.Message)))
            : new(person.Id, record, null, Remark: string.Join(" ", remarks));
    }

    private static CouncilLine Left(CouncilPerson person, string code, string message) =>
        new(
            person.Id,
            null,
            new(person.Id, $"{person.Name.First} {person.Name.Last}", LineResult.LeftOut, code, message)
        );
}
