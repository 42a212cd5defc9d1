using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// What tokens say about whoever is signed in on a device, as the database knows it now: a role that was taken back is
/// gone from the next token. Roles are included only after a passkey or the city's login, and none but
/// <see cref="EndedMandate.Role"/> when the mandate has ended.
/// </summary>
internal static class TokenIdentity
{
    /// <summary>Null: the device session has ended.</summary>
    public static async Task<ClaimsPrincipal?> FindAsync(
        RegistrationDbContext db,
        Guid? deviceSession,
        IEnumerable<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var found = await (
            from session in db.DeviceSessions
            join member in db.Members on session.AccountId equals member.Id
            where session.Id == deviceSession
            select new { session, member }
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var roles =
            SignInMethod.AllowsRoles(found.session.Method) && !found.member.Departed
                ? await db
                    .AccountRoles.Where(role => role.AccountId == found.member.Id)
                    .AsNoTracking()
                    .ToListAsync(cancellationToken)
                : [];

        var identity = new ClaimsIdentity("tokens", Claims.Name, Claims.Role)
            .SetClaim(Claims.Subject, $"{found.member.Id}")
            .SetClaim(Claims.Name, found.member.DisplayName)
            .SetClaim("partner", found.member.Partner)
            .SetClaim("sid", $"{found.session.Id}")
            .SetClaim(Claims.AuthenticationTime, found.session.CreatedAt.ToUnixTimeSeconds());
        SetList(identity, Claims.AuthenticationMethodReference, [found.session.Method]);
        SetList(
            identity,
            Claims.Role,
            found.member.Departed ? [EndedMandate.Role] : roles.Select(role => role.Role).Distinct()
        );
        SetList(
            identity,
            "coordinates",
            roles.Where(role => role.Role == AccountRole.Coordinator).Select(role => role.Partner)
        );

        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        principal.SetResources(principal.HasScope(TokenServer.Scope) ? [TokenServer.Scope] : []);
        principal.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return principal;
    }

    // Always a list, even of one, so that readers need not handle two forms.
    private static void SetList(ClaimsIdentity identity, string type, IEnumerable<string> values)
    {
        if (values.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } list)
        {
            identity.AddClaim(new Claim(type, JsonSerializer.Serialize(list), JsonClaimValueTypes.JsonArray));
        }
    }
}
