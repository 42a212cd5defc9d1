using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Scheduling.Calendar;

namespace Stadtgespraeche.Scheduling.Sessions;

internal static class SessionsEndpoints
{
    public static void MapSessions(this WebApplication app)
    {
        var everybody = app.MapGroup("/sessions").WithTags("Sessions").AllowAnonymous();
        everybody.MapGet("", ListSessions.Handle).WithName(nameof(ListSessions));
        everybody.MapGet("{id:guid}", ShowSession.Handle).WithName(nameof(ShowSession));
        everybody
            .MapGet("{id:guid}/calendar.ics", DownloadCalendarEntry.Handle)
            .WithName(nameof(DownloadCalendarEntry));

        var organisers = app.MapGroup("/sessions").WithTags("Sessions").RequireAuthorization(Rights.Organiser);
        organisers.MapGet("{id:guid}/edit", EditSession.Handle).WithName(nameof(EditSession));
        organisers.MapPut("{id:guid}", ScheduleSession.Handle).WithName(nameof(ScheduleSession)).Audited("session");
        organisers
            .MapPut("{id:guid}/cancellation", CancelSession.Handle)
            .WithName(nameof(CancelSession))
            .Audited("session");
    }
}
