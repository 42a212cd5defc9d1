using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// One thing that publishing would change. Long texts are not repeated: <see cref="Before"/> and <see cref="After"/>
/// are null then. <see cref="InCalendar"/>: it stands in people's calendars.
/// </summary>
public sealed record SessionChange(string What, string? Before, string? After, bool InCalendar = false)
{
    public static IReadOnlyList<SessionChange> Between(Session before, Session after) =>
        [
            .. new SessionChange?[]
            {
                Of("Titel", before.Title, after.Title, inCalendar: true),
                Of("Themen", TopicWords.Of(before.Topics), TopicWords.Of(after.Topics)),
                Of("Zeit", SessionWords.When(before), SessionWords.When(after), inCalendar: true),
                Of("Form", SessionWords.Form(before.Form), SessionWords.Form(after.Form), inCalendar: true),
                Of("Ort", Place(before.Venue), Place(after.Venue), inCalendar: true),
                Of("Plätze vor Ort", $"{before.CapacityOnSite ?? 0}", $"{after.CapacityOnSite ?? 0}"),
                Of("Plätze online", $"{before.CapacityOnline ?? 0}", $"{after.CapacityOnline ?? 0}"),
                Differs("Beschreibung", before.Description, after.Description),
                Differs("Barrierefreiheit", before.Venue?.AccessibilityNotes, after.Venue?.AccessibilityNotes),
                Differs("Link zur Videokonferenz", before.OnlineLink, after.OnlineLink),
                Differs("Programm", Programme(before), Programme(after)),
            }.OfType<SessionChange>(),
        ];

    private static SessionChange? Of(string what, string? before, string? after, bool inCalendar = false) =>
        Same(before, after) ? null : new(what, before, after, inCalendar);

    private static SessionChange? Differs(string what, string? before, string? after) =>
        Same(before, after) ? null : new(what, null, null);

    private static bool Same(string? before, string? after) => Plain(before) == Plain(after);

    // A browser sends two characters for the end of a line, the API keeps one.
    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static string Place(Venue? venue) =>
        venue is null ? "" : $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}";

    private static string Programme(Session session) =>
        string.Join(
            '\n',
            (session.Programme ?? []).Select(item =>
                $"{item.Kind}|{item.Title}|{item.LengthMinutes}|{item.Speaker}|{item.Partner}|{item.Project}"
            )
        );
}
