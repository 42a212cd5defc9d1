using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>What has changed since the last mail about a session: as it was, and as it is.</summary>
internal static class ChangeWords
{
    /// <summary>Empty when it is not known what was told before.</summary>
    public static IEnumerable<Fact> Changes(this Session session, ToldSession? told)
    {
        if (told is null)
        {
            yield break;
        }

        if (told.Title != session.Title)
        {
            yield return Changed("Titel", told.Title, session.Title);
        }

        if (!told.SameTime(session))
        {
            yield return Changed("Wann", SessionWords.When(told.Start, told.EndsAt, told.TimeZone), session.When());
        }

        var (was, where) = (SessionWords.Where(told.Form, told.Venue), session.Where());
        if (was != where)
        {
            yield return Changed("Wo", was, where);
        }
        else if (told.Venue?.AccessibilityNotes != session.Venue?.AccessibilityNotes)
        {
            yield return Changed("Barrierefreiheit", Notes(told.Venue), Notes(session.Venue));
        }

        if (told.Programme is { } programme && !programme.SequenceEqual(session.ProgrammeWithoutNames()))
        {
            yield return new Fact("Programm", Programme(programme, [.. session.ProgrammeWithoutNames()]));
        }
    }

    private static string Programme(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        string[] changes =
        [
            .. now.Except(old).Select(item => $"neu: {item}"),
            .. old.Except(now).Select(item => $"entfällt: {item}"),
        ];
        return changes.Length == 0 ? "in neuer Reihenfolge" : string.Join(";\n", changes);
    }

    private static string Notes(Venue? venue) => venue?.AccessibilityNotes ?? "keine Angabe";

    private static Fact Changed(string name, string old, string now) => new(name, $"bisher {old};\njetzt {now}");
}
