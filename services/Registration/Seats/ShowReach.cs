using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Whom the mails of a session reach: how many members the partners that take part invite, how many people have a seat
/// or a waiting place already, and how many have not answered. Numbers only; 0 seats for a session that is not public
/// yet.
/// </summary>
internal static class ShowReach
{
    public sealed record Response(int Members, IReadOnlyList<string> Partners, int Seats, int Unanswered);

    public static async Task<Ok<Response>> Handle(
        Guid sessionId,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = time.Today();
        var reached = await db
            .Partners.Where(partner => partner.State == PartnerState.Connected && partner.SuspendedAt == null)
            .Select(partner => new
            {
                partner.Name,
                Members = db.Members.Count(member =>
                    member.Partner == partner.Key
                    && member.Version > 0
                    && !member.Departed
                    && !member.InvitedElsewhere
                    && (member.MandateUntil == null || member.MandateUntil >= today)
                ),
            })
            .Where(partner => partner.Members > 0)
            .OrderBy(partner => partner.Name)
            .ToListAsync(cancellationToken);
        var seats = await db.Seats.CountAsync(
            seat => seat.SessionId == sessionId && (seat.Form != null || seat.WaitingFor != null),
            cancellationToken
        );
        var declined = await db.Seats.CountAsync(
            seat => seat.SessionId == sessionId && seat.Declined,
            cancellationToken
        );
        var members = reached.Sum(partner => partner.Members);
        return TypedResults.Ok(
            new Response(
                members,
                [.. reached.Select(partner => partner.Name)],
                seats,
                // Who answered and left since is no member any more.
                Math.Max(0, members - seats - declined)
            )
        );
    }
}
