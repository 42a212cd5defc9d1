using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Sessions;

/// <summary>The public calendar file of a session, as Scheduling makes it; it never holds the online link.</summary>
internal static class CalendarFile
{
    public static async Task<IResult> Handle(Guid id, HubApi api, CancellationToken cancellationToken) =>
        (await api.CalendarAsync(id, cancellationToken)).Is(out var file, out var problem)
            ? TypedResults.File(file, "text/calendar; charset=utf-8", "stadtgespraech.ics")
            : TypedResults.StatusCode(problem.Status);
}
