using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Mandates;
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

        var acting = await ActingMember.FindAsync(db, link, cancellationToken);
        if (ActingMember.Refuse(acting, time.Today()) is { } refused)
        {
            return refused;
        }

        var owner = await db.SeatOwnerAsync(link.MemberId, cancellationToken);
        var found = await db
            .Sessions.AsNoTracking()
            .Where(session => session.Id == sessionId && session.Start != null)
            .Select(session => new
            {
                Session = session,
                Seat = db
                    .Seats.AsNoTracking()
                    .FirstOrDefault(seat => seat.SessionId == sessionId && seat.MemberId == owner),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return SeatsEndpoints.SessionUnknown();
        }

        var position = found.Seat?.WaitingFor is null
            ? (int?)null
            : await db.Seats.CountAsync(
                other =>
                    other.SessionId == sessionId
                    && other.WaitingFor == found.Seat.WaitingFor
                    && other.WaitingNumber <= found.Seat.WaitingNumber,
                cancellationToken
            );
        return TypedResults.Ok(SeatView.Of(acting!, found.Session, found.Seat, position, time.GetUtcNow()));
    }
}
