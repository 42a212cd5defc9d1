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

        if (!told.SamePlace(session))
        {
            yield return Changed("Wo", SessionWords.Where(told.Form, told.Venue), session.Where());
        }
    }

    private static Fact Changed(string name, string old, string now) => new(name, $"bisher {old};\njetzt {now}");
}
