using System.Globalization;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Changes;

/// <summary>
/// What of a plan differs from the one before, as far as everybody may know it: never the link of the video conference.
/// </summary>
internal static class PublicChanges
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    public static IReadOnlyList<PublicChange> Between(SessionPlan? before, SessionPlan after, TopicList topics) =>
        before is null
            ? []
            :
            [
                .. Differ(ChangedField.Title, before.Title, after.Title),
                .. OfStart(before, after),
                .. Differ(ChangedField.Length, $"{before.LengthMinutes} Minuten", $"{after.LengthMinutes} Minuten"),
                .. Differ(ChangedField.TimeZone, before.TimeZone, after.TimeZone),
                .. Differ(ChangedField.Form, Words(before.Form), Words(after.Form)),
                .. Differ(ChangedField.Venue, Words(before.Venue), Words(after.Venue)),
                .. OfAccessibility(before.Venue, after.Venue),
                .. Differ(ChangedField.SeatsOnSite, $"{before.SeatsOnSite}", $"{after.SeatsOnSite}"),
                .. Differ(ChangedField.SeatsOnline, $"{before.SeatsOnline}", $"{after.SeatsOnline}"),
                .. before.Description == after.Description ? [] : Untold(ChangedField.Description),
                .. OfTopics(topics.Of(before.Topics), topics.Of(after.Topics)),
                .. ProgrammeChanges.Between(before.Programme.Items, after.Programme.Items),
            ];

    // The day is said when it changed; else the time is what people look for.
    private static IEnumerable<PublicChange> OfStart(SessionPlan before, SessionPlan after)
    {
        var (old, now) = (Local(before), Local(after));
        var pattern = old.Date == now.Date ? "HH:mm 'Uhr'" : "dddd, d. MMMM yyyy, HH:mm 'Uhr'";
        return Differ(ChangedField.Start, old.ToString(pattern, Culture), now.ToString(pattern, Culture));
    }

    private static DateTimeOffset Local(SessionPlan plan) =>
        TimeZoneInfo.ConvertTime(plan.Start, TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone));

    // What there is to know of another house comes with the house.
    private static IEnumerable<PublicChange> OfAccessibility(Venue? before, Venue? after) =>
        Words(before) == Words(after) && before?.AccessibilityNotes != after?.AccessibilityNotes
            ? Untold(ChangedField.Accessibility)
            : [];

    private static IEnumerable<PublicChange> OfTopics(IReadOnlyList<Topic> before, IReadOnlyList<Topic> after)
    {
        var (old, now) = (before.Select(topic => topic.Id).ToList(), after.Select(topic => topic.Id).ToList());
        foreach (var topic in after.Where(topic => !old.Contains(topic.Id)))
        {
            yield return new(ChangedField.Topic, null, topic.Title);
        }

        foreach (var topic in before.Where(topic => !now.Contains(topic.Id)))
        {
            yield return new(ChangedField.Topic, topic.Title, null);
        }

        if (!old.Intersect(now).SequenceEqual(now.Intersect(old)))
        {
            yield return new(ChangedField.TopicOrder, null, null);
        }
    }

    private static IEnumerable<PublicChange> Differ(ChangedField field, string? old, string? now) =>
        old == now ? [] : [new(field, old, now)];

    private static IEnumerable<PublicChange> Untold(ChangedField field) => [new(field, null, null)];

    private static string Words(SessionForm form) =>
        form switch
        {
            SessionForm.OnSite => "vor Ort",
            SessionForm.Online => "online",
            _ => "vor Ort und online",
        };

    private static string? Words(Venue? venue) =>
        venue is null ? null : $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}";
}
