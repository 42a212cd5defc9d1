using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// The access token of whoever is signed in, renewed before it ends. Of many requests at once, also on several
/// replicas, one renews; the others wait and take what it got. The roles that the person has by now come with it. A
/// renewal that a portal did not live to finish is repeated with the same refresh token: the issuer allows that until
/// the next one is used.
/// </summary>
public sealed partial class RenewedTokens(
    SignedInBrowsers browsers,
    Provider provider,
    IOptions<SignInSettings> settings,
    TimeProvider time,
    ILogger<RenewedTokens> logger
)
{
    private const string ExpiresAt = "expires_at";
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    /// <summary>Null: nobody is signed in, or the sign-in has ended, here or elsewhere.</summary>
    public async Task<string?> OfAsync(HttpContext context)
    {
        var ticket = (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Ticket;
        if (SignedInBrowsers.KeyOf(ticket?.Properties) is not { } key)
        {
            return null;
        }

        if (IsFresh(ticket!))
        {
            return Token(ticket!);
        }

        try
        {
            var changed = await browsers.ChangeAsync(
                key,
                async current => IsFresh(current) ? current : await RenewAsync(current)
            );
            if (changed is null)
            {
                await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            }
            else
            {
                context.User = changed.Principal;
            }

            return changed is null ? null : Token(changed);
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or Polly.ExecutionRejectedException
            )
        {
            LogAway(e.GetType().Name);
            return null;
        }
    }

    private bool IsFresh(AuthenticationTicket ticket) =>
        DateTimeOffset.TryParse(ticket.Properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var end)
        && end - Early > time.GetUtcNow();

    private static string? Token(AuthenticationTicket ticket) => ticket.Properties.GetTokenValue("access_token");

    /// <summary>Null: refused, the sign-in has ended.</summary>
    private async Task<AuthenticationTicket?> RenewAsync(AuthenticationTicket ticket)
    {
        using var response = await provider.PostAsync(
            "connect/token",
            new()
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = SignInSettings.Client,
                ["client_secret"] = settings.Value.ClientSecret,
                ["refresh_token"] = ticket.Properties.GetTokenValue("refresh_token") ?? "",
            }
        );
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        var answer = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync());
        var end = time.GetUtcNow().AddSeconds(int.Parse(answer.ExpiresIn, CultureInfo.InvariantCulture));
        ticket.Properties.UpdateTokenValue("access_token", answer.AccessToken);
        ticket.Properties.UpdateTokenValue(ExpiresAt, end.ToString("o", CultureInfo.InvariantCulture));
        if (answer.RefreshToken is { Length: > 0 } next)
        {
            ticket.Properties.UpdateTokenValue("refresh_token", next);
        }

        if (answer.IdToken is not { Length: > 0 } identity)
        {
            return ticket;
        }

        ticket.Properties.UpdateTokenValue("id_token", identity);
        return new AuthenticationTicket(
            WithRolesOf(identity, ticket.Principal),
            ticket.Properties,
            ticket.AuthenticationScheme
        );
    }

    // Roles are given and taken meanwhile. The token came from the issuer itself, not through the browser (OpenID
    // Connect Core 1.0, section 3.1.3.7).
    private static ClaimsPrincipal WithRolesOf(string identity, ClaimsPrincipal before)
    {
        static bool IsRole(Claim claim) => claim.Type is "role" or "coordinates";
        var roles = new JsonWebTokenHandler { MapInboundClaims = false }
            .ReadJsonWebToken(identity)
            .Claims.Where(IsRole);
        var known = (ClaimsIdentity)before.Identity!;
        return new ClaimsPrincipal(
            new ClaimsIdentity(
                known.Claims.Where(claim => !IsRole(claim)).Concat(roles),
                known.AuthenticationType,
                known.NameClaimType,
                known.RoleClaimType
            )
        );
    }

    [LoggerMessage(LogLevel.Warning, "The access token could not be renewed: {Reason}")]
    private partial void LogAway(string reason);
}
