using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// The addresses in a member's mails. Each carries one token, good for this member and this session alone: for the seat
/// until the session ends, for a contribution as long as the session is followed up (<see cref="FollowUp"/>); for
/// signing in once, for the request that asked for it; for an application or an invited speaker's impulse half a year.
/// It says when it was made, for members can end all links from before a moment.
/// </summary>
public sealed class PersonalLinks(
    LinkKeys keys,
    IOptions<Partner> partner,
    TimeProvider time,
    IConfiguration configuration
)
{
    private const string Audience = "stadtgespraeche";
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly string portal = (configuration["Portal:Url"] ?? "http://localhost:8080").TrimEnd('/');

    public string Portal => portal;

    /// <summary>This is the hub's own deployment, which alone mails invited speakers.</summary>
    public bool AreForSpeakers => partner.Value.Key == PersonalLink.Hub;

    /// <summary>The page of one's seat; <c>&amp;antwort=</c> may be added to preselect an answer.</summary>
    public string Seat(Guid member, Session session) =>
        $"{portal}/platz?t={Token(member, session.Id, "seat", session.EndsAt)}";

    public string Contribution(Guid member, Session session) =>
        $"{portal}/beitrag?t={Token(member, session.Id, "contribution", session.EndsAt + FollowUp.Length)}";

    public string SignIn(Guid member, Guid request, DateTimeOffset expires) =>
        $"{portal}/anmelden/link?t={Token(member, expires, new()
    {
        ["jti"] = request.ToString(),
        ["purpose"] = "sign-in",
    })}";

    /// <summary>
    /// A token of nobody, for no session, for a minute: by what the hub answers one sees whether it believes this
    /// city's key.
    /// </summary>
    public string Probe() => Token(Guid.Empty, Guid.Empty, "seat", time.GetUtcNow().AddMinutes(1));

    /// <summary>The applicant's page. What may still be done there, the hub decides.</summary>
    public string Application(Guid application) =>
        $"{portal}/bewerbung?t={Token(application, time.GetUtcNow().AddDays(180), new()
    {
        ["purpose"] = "application",
    })}";

    /// <summary>The page of an invited speaker's impulse.</summary>
    public string Speaker(Guid impulse) =>
        $"{portal}/impuls?t={Token(impulse, time.GetUtcNow().AddDays(180), new()
    {
        ["purpose"] = PersonalLink.SpeakerPurpose,
    })}";

    public string Privacy => $"{portal}/datenschutz";

    public string Public(Session session) => $"{portal}/sitzungen/{session.Id}";

    private string Token(Guid member, Guid session, string purpose, DateTimeOffset expires) =>
        Token(member, expires, new() { ["session"] = session.ToString(), ["purpose"] = purpose });

    private string Token(Guid member, DateTimeOffset expires, Dictionary<string, object> claims) =>
        Tokens.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = partner.Value.Key,
                Audience = Audience,
                IssuedAt = time.GetUtcNow().UtcDateTime,
                Expires = expires.UtcDateTime,
                Claims = new Dictionary<string, object>(claims) { ["sub"] = member.ToString() },
                SigningCredentials = keys.Credentials,
            }
        );
}
