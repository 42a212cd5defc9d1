using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Shows a member their own seat at a session, even when it is over or called off; with several linked mandates it is
/// one seat for all.
/// </summary>
internal static class ShowSeat
{
    public static async Task<Results<Ok<SeatView>, ProblemHttpResult>> Handle(
        Guid sessionId,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var link = user.LinkFor(sessionId, PersonalLink.SeatPurpose);
        if (ActingMember.RefuseOtherSession(link, sessionId) is { } otherSession)
        {
            return otherSession;
        }

        var (session, acting, _, seat, seats) = await SeatingOfSession.LookAsync(
            db,
            sessionId,
            link,
            cancellationToken
        );
        if (ActingMember.Refuse(acting, time.Today()) is { } refused)
        {
            return refused;
        }

        if (session is not { Start: not null })
        {
            return SeatsEndpoints.SessionUnknown();
        }

        var position = seat is null ? null : new SeatingRules(session, seats).PositionOf(seat);
        return TypedResults.Ok(SeatView.Of(acting!, session, seat, position, time.GetUtcNow()));
    }
}
