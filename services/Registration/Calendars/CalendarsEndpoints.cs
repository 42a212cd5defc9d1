using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Calendars;

internal static class CalendarsEndpoints
{
    public static void MapCalendars(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/me/calendar").WithTags("Calendars").RequireAuthorization(Rights.Member);
        own.MapGet("", ShowCalendar.Handle).WithName(nameof(ShowCalendar));
        own.MapPut("", SetCalendar.Handle).WithName(nameof(SetCalendar)).Audited("member");
        own.MapDelete("", EndCalendar.Handle).WithName(nameof(EndCalendar)).AllowedAfterMandate().Audited("member");
        app.MapGet("/calendars/{secret}.ics", ShowMemberCalendar.Handle)
            .WithName(nameof(ShowMemberCalendar))
            .WithTags("Calendars")
            .AllowAnonymous();
    }
}
