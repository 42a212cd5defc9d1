namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>The plan of a session as a request would say it, from which a draft of changes begins.</summary>
internal static class SessionRequest
{
    public static ScheduleSession.ScheduleSessionRequest Of(Session session)
    {
        var plan = session.Plan;
        return new(
            plan.Title,
            plan.Description,
            plan.Topics.Ids,
            Start: null,
            SessionStart.LocalOf(plan),
            plan.TimeZone,
            plan.LengthMinutes,
            plan.Form.ToString(),
            plan.Venue is { } venue
                ? new(venue.Name, venue.Street, venue.PostalCode, venue.City, venue.AccessibilityNotes)
                : null,
            plan.CapacityOnSite,
            plan.CapacityOnline,
            plan.OnlineLink,
            [
                .. plan.Programme.Items.Select(item => new ScheduleSession.ItemRequest(
                    item.Kind.ToString(),
                    item.Title,
                    item.LengthMinutes,
                    item.Speaker,
                    item.Partner,
                    item.Project
                )),
            ]
        );
    }
}
