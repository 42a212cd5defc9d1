using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// The mandates of the signed-in person: the current one and those linked with it, the invited one first. For one that
/// has ended, it says on which day everything about it is deleted.
/// </summary>
internal static class ListMandates
{
    /// <summary>
    /// <paramref name="Current"/>: the one that is signed in. <paramref name="Invited"/>: invitations and seats go by
    /// this one.
    /// </summary>
    public sealed record LinkedMandateView(
        Guid MemberId,
        string DisplayName,
        string Partner,
        string PartnerName,
        DateOnly? From,
        DateOnly? Until,
        bool Ended,
        DateOnly? DeletedOn,
        bool Current,
        bool Invited
    );

    public sealed record Response(IReadOnlyList<LinkedMandateView> Mandates);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        IConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member().MemberId;
        var rows = await (
            from member in db.Members.AsNoTracking()
            join partner in db.Partners on member.Partner equals partner.Key
            let link = db.LinkedMandates.FirstOrDefault(row => row.MemberId == member.Id)
            where
                member.Id == me
                || (
                    link != null && db.LinkedMandates.Any(mine => mine.MemberId == me && mine.PersonId == link.PersonId)
                )
            orderby link == null ? 0 : link.Position
            select new { member, partner.Name }
        ).ToListAsync(cancellationToken);
        var first = rows.Find(row => !row.member.Departed);
        return TypedResults.Ok(
            new Response([
                .. rows.Select(row => new LinkedMandateView(
                    row.member.Id,
                    row.member.DisplayName,
                    row.member.Partner,
                    row.Name,
                    row.member.MandateFrom,
                    row.member.MandateUntil,
                    row.member.Departed,
                    DeletedOn(row.member, configuration),
                    row.member.Id == me,
                    row == first
                )),
            ])
        );
    }

    /// <summary>Null while the mandate lasts.</summary>
    public static DateOnly? DeletedOn(Members.Member member, IConfiguration configuration) =>
        member is { Departed: true, DepartedAt: { } at }
            ? DateOnly.FromDateTime(
                at.AddDays(RetentionPeriods.Of(configuration, member.Partner).MandateDays).UtcDateTime
            )
            : null;
}
