using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// What the link of a sign-in mail says, once it was checked: JWT, ES256 only, signed by a trusted key of the partner that it names, purpose
/// sign-in, at most two minutes after its end, for a request that this partner was asked, for a member of this partner.
/// </summary>
internal sealed record SignInLink(SignInRequest Request, Member Member, string PartnerName)
{
    private const string Purpose = "sign-in";
    public const int Longest = 4096;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>The link, or why it does not count, or both when it was used before. Uses nothing up.</summary>
    public static async Task<(SignInLink? Link, WhyNot? Refused)> ReadAsync(
        RegistrationDbContext db, IPartnerKeys keys, TimeProvider time, string? token, CancellationToken cancellation)
    {
        if (token is not { Length: > 0 and <= Longest } || BearerToken.TryRead(Tokens, token) is not { } read
            || string.IsNullOrEmpty(read.Kid) || string.IsNullOrEmpty(read.Issuer)
            || await keys.FindAsync(read.Issuer, read.Kid, cancellation) is not { } key)
            return (null, WhyNot.NotValid);

        var now = time.GetUtcNow();
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = read.Issuer,
            ValidAudience = PersonalLink.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = new JsonWebKey(key) { KeyId = read.Kid },
            LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        if (!result.IsValid
            || result.ClaimsIdentity.FindFirst("purpose")?.Value != Purpose
            || !Guid.TryParse(result.ClaimsIdentity.FindFirst("jti")?.Value, out var requestId)
            || !Guid.TryParse(result.ClaimsIdentity.FindFirst("sub")?.Value, out var memberId))
            return (null, WhyNot.NotValid);
        if (result.SecurityToken.ValidTo + Skew < now.UtcDateTime)
            return (null, WhyNot.Expired);

        var found = await db.SignInRequests.AsNoTracking()
            .Where(request => request.Id == requestId && request.Partner == read.Issuer)
            .Select(request => new
            {
                Request = request,
                Member = db.Members.AsNoTracking().FirstOrDefault(member => member.Id == memberId && member.Partner == request.Partner),
                PartnerName = db.Partners.First(partner => partner.Key == request.Partner).Name,
            })
            .SingleOrDefaultAsync(cancellation);
        return found switch
        {
            null or { Member: null } => (null, WhyNot.NotValid),
            { Request: var request } when request.ExpiresAt + Skew < now => (null, WhyNot.Expired),
            { Member.Departed: true } => (null, WhyNot.Departed),
            _ => (new SignInLink(found.Request, found.Member, found.PartnerName), found.Request.UsedAt is null ? null : WhyNot.Used),
        };
    }
}

/// <summary>Why a link signs nobody in.</summary>
internal enum WhyNot
{
    /// <summary>Forged, altered, incomplete, or not for us.</summary>
    NotValid,
    Expired,
    Used,
    Departed,

    /// <summary>The member has switched sign-in by mail off.</summary>
    MailSignInOff,
}
