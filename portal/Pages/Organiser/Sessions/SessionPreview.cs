using System.Globalization;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>A draft that is complete, as the session that it will be.</summary>
internal static class SessionPreview
{
    /// <summary><paramref name="topics"/>: all on the list; one that is not there any more is not named.</summary>
    public static Session Of(Draft draft, IReadOnlyList<Topic> topics)
    {
        var plan = draft.Plan;
        var local = DateTime.ParseExact(plan.LocalStart!, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(local, GermanTime.Zone.GetUtcOffset(local));
        return new Session(
            draft.Id,
            draft.SessionVersion,
            "Scheduled",
            null,
            plan.Title!,
            plan.Description,
            [
                .. topics
                    .Where(topic => plan.Topics?.Contains(topic.Id) == true)
                    .Select(topic => new TopicName(topic.Id, topic.Title)),
            ],
            start.ToUniversalTime(),
            plan.TimeZone,
            plan.LengthMinutes!.Value,
            plan.Form!,
            plan.Venue,
            plan.CapacityOnSite ?? 0,
            plan.CapacityOnline ?? 0,
            [
                .. (plan.Programme ?? []).Select(item => new ProgrammeItem(
                    item.Kind!,
                    item.Title!,
                    item.LengthMinutes!.Value,
                    item.Speaker,
                    item.Partner,
                    item.Project
                )),
            ],
            plan.OnlineLink,
            draft.DescriptionHtml
        );
    }
}
