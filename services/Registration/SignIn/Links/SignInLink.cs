using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.SignIn.Requests;

namespace Stadtgespraeche.Registration.SignIn.Links;

/// <summary>
/// What the link of a sign-in mail says, once it has been checked as <see cref="SignedLinks"/> are: purpose sign-in,
/// for a request that this partner was asked, for a member of this partner.
/// </summary>
internal sealed record SignInLink(SignInRequest Request, Member Member, string PartnerName)
{
    /// <summary>How long the link counts from the moment it was asked for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Purpose = "sign-in";

    /// <summary>The link, or why it does not count, or both when it was used before. Uses nothing up.</summary>
    public static async Task<(SignInLink? Link, WhyNot? Refused)> ReadAsync(
        RegistrationDbContext db,
        ILinkTrust trust,
        TimeProvider time,
        string? token,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var (claims, fault) = await SignedLinks.ReadAsync(token, trust, now, cancellationToken);
        if (fault is not null)
        {
            return (
                null,
                fault switch
                {
                    LinkFault.NotValid => WhyNot.NotValid,
                    LinkFault.Suspended => WhyNot.PartnerSuspended,
                    _ => WhyNot.Expired,
                }
            );
        }

        if (
            claims!.FindFirst("purpose")?.Value != Purpose
            || !Guid.TryParse(claims.FindFirst("jti")?.Value, out var requestId)
        )
        {
            return (null, WhyNot.NotValid);
        }

        var (partner, memberId) = (claims.FindFirst("iss")!.Value, Guid.Parse(claims.FindFirst("sub")!.Value));
        var found = await db
            .SignInRequests.AsNoTracking()
            .Where(request => request.Id == requestId && request.Partner == partner)
            .Select(request => new
            {
                Request = request,
                Member = db
                    .Members.AsNoTracking()
                    .FirstOrDefault(member => member.Id == memberId && member.Partner == request.Partner),
                PartnerName = db.Partners.First(partner => partner.Key == request.Partner).Name,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            null or { Member: null } => (null, WhyNot.NotValid),
            { Request: var request } when request.ExpiresAt < now - SignedLinks.Skew => (null, WhyNot.Expired),
            { Member: var member } when !member.WasEnrolled() => (null, WhyNot.NotValid),
            _ => (
                new SignInLink(found.Request, found.Member, found.PartnerName),
                found.Request.UsedAt is null ? null : WhyNot.Used
            ),
        };
    }
}

/// <summary>Why a link signs nobody in.</summary>
internal enum WhyNot
{
    /// <summary>Forged, altered, incomplete, or not for us.</summary>
    NotValid,

    /// <summary>Too late, or ended by the member.</summary>
    Expired,
    Used,

    /// <summary>The organisers have cut the partner off for now.</summary>
    PartnerSuspended,

    /// <summary>The member has switched sign-in by mail off.</summary>
    MailSignInOff,
}
