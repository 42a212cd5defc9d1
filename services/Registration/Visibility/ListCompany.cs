using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Visibility;

/// <summary>
/// Who else is at a session: for a signed-in member who has a seat there or attended. It tells only what each of the
/// others has opened, and how many have opened nothing. Refused to everybody else, with the same words whether anybody
/// is there or not.
/// </summary>
internal static class ListCompany
{
    public sealed record Companion(string? Name, string? City, string? Faction, string? Topics);

    public sealed record Response(IReadOnlyList<Companion> Companions, int Others);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid sessionId,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member().MemberId;
        Guid[] own = [me, await db.SeatOwnerAsync(me, cancellationToken)];
        if (!await db.Sessions.AnyAsync(session => session.Id == sessionId && session.Start != null, cancellationToken))
        {
            return SeatsEndpoints.SessionUnknown();
        }

        var rows = await (
            from member in db.Members.AsNoTracking()
            join partner in db.Partners on member.Partner equals partner.Key
            let visible = db.Visible.FirstOrDefault(row => row.MemberId == member.Id)
            where
                db.Seats.Any(seat => seat.SessionId == sessionId && seat.MemberId == member.Id && seat.Form != null)
                || db.Attendances.Any(row => row.SessionId == sessionId && row.MemberId == member.Id && row.Attended)
            select new
            {
                member.Id,
                member.Departed,
                member.DisplayName,
                Partner = partner.Name,
                visible,
            }
        ).ToListAsync(cancellationToken);
        if (rows.TrueForAll(row => !own.Contains(row.Id)))
        {
            return Problems.Forbidden("not-at-session", "Wer dabei ist, sehen nur Mitglieder, die selbst teilnehmen.");
        }

        var others = rows.Where(row => !own.Contains(row.Id)).ToList();
        var companions = others
            .Where(row => !row.Departed && row.visible is not null)
            .Select(row => new Companion(
                row.visible!.Name ? row.DisplayName : null,
                row.visible.City ? row.Partner : null,
                row.visible.Faction,
                row.visible.Topics
            ))
            .OrderBy(one => one.Name is null)
            .ThenBy(one => one.Name, StringComparer.CurrentCulture)
            .ThenBy(one => one.City, StringComparer.CurrentCulture)
            .ToList();
        return TypedResults.Ok(new Response(companions, others.Count - companions.Count));
    }
}
