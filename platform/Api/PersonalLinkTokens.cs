using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Stadtgespraeche.Api;

/// <summary>
/// Bearer tokens from the personal links in the cities' mails: <see cref="SignedLinks"/> that name a purpose and,
/// unless they are about an application or an impulse, a session. The token is never logged.
/// </summary>
public static class PersonalLinkTokens
{
    internal const string Scheme = "personal-link";

    public static IServiceCollection AddPersonalLinks<TLinkTrust>(this IServiceCollection services)
        where TLinkTrust : class, ILinkTrust
    {
        services.AddScoped<ILinkTrust, TLinkTrust>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, PersonalLinkHandler>(Scheme, null);
        return services;
    }
}

internal sealed class PersonalLinkHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ILinkTrust trust
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private LinkFault? fault;

    /// <summary>
    /// Whoever follows the link of a suspended partner is known, so the answer is not 401: it is 403 and says what to
    /// do.
    /// </summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        fault == LinkFault.Suspended
            ? Problems
                .Forbidden(
                    "partner-suspended",
                    "Ihre Kommune ist zurzeit von der Plattform getrennt, deshalb gelten die Links aus ihren "
                        + "E-Mails nicht. Bitte wenden Sie sich an Ihre Kommune."
                )
                .ExecuteAsync(Context)
            : base.HandleChallengeAsync(properties);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var (claims, found) = await SignedLinks.ReadAsync(
            token,
            trust,
            TimeProvider.GetUtcNow(),
            Context.RequestAborted
        );
        fault = found;
        if (claims is null)
        {
            return AuthenticateResult.Fail($"The link does not count: {fault}.");
        }

        // Two purposes in one link would be judged by one and used for the other.
        return
            claims.FindAll(PersonalLink.PurposeClaim).ToList() is [{ Value: var purpose }]
            && (
                purpose is PersonalLink.ApplicationPurpose or PersonalLink.SpeakerPurpose
                || Guid.TryParse(claims.FindFirst(PersonalLink.SessionClaim)?.Value, out _)
            )
            ? AuthenticateResult.Success(
                new AuthenticationTicket(
                    new ClaimsPrincipal(new ClaimsIdentity(claims.Claims.Where(NotARole), PersonalLinkTokens.Scheme)),
                    PersonalLinkTokens.Scheme
                )
            )
            : AuthenticateResult.Fail("The link lacks a claim.");
    }

    // A city signs its links and could write anything into them, but a city cannot give a role.
    private static bool NotARole(Claim claim) => claim.Type is not ("role" or ClaimTypes.Role);
}
