using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Why mails wait although they are due: the hub does not believe the key that signs their links, or the city has not
/// said in public who it is and what it does with data. <see cref="MailQueue"/> holds them, and this says so.
/// </summary>
public sealed class HeldMails(
    LinkKeys keys,
    IOptions<Partner> partner,
    IConfiguration configuration,
    IHostEnvironment environment
)
{
    public string KeyId => keys.KeyId;

    /// <summary>
    /// <c>LegalPages:Required</c>, true unless set or in development. The hub's own deployment has none: its texts are
    /// the portal's.
    /// </summary>
    public bool NeedsLegalPages =>
        partner.Value.Key != PersonalLink.Hub
        && configuration.GetValue("LegalPages:Required", !environment.IsDevelopment());

    /// <summary>German sentences for an administrator, each with the way out; empty: nothing holds them.</summary>
    public async Task<IReadOnlyList<string>> WhyAsync(NotificationDbContext db, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        var known = await db.LinkKeyStandings.AsNoTracking().ToListAsync(cancellationToken);
        if (KeyReason(known) is { } reason)
        {
            reasons.Add(reason);
        }

        if (
            NeedsLegalPages
            && await db.LegalPages.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { Complete: true }
        )
        {
            reasons.Add(
                "Einladungen warten, bis Impressum, Datenschutz, Barrierefreiheit und Rückmeldeadresse ausgefüllt sind "
                    + "(auf den Seiten des Dienstes unter „Rechtliches“)."
            );
        }

        return reasons;
    }

    private string? KeyReason(List<LinkKeyStanding> known) =>
        known.Find(row => row.KeyId == KeyId)?.Standing switch
        {
            PartnerKeyStanding.Trusted => null,
            PartnerKeyStanding.Revoked =>
                "E-Mails mit persönlichen Links warten: Die Organisation hat den Schlüssel dieses Dienstes widerrufen. "
                    + "Bitte sprechen Sie mit ihr.",
            _ when known.Exists(row => row.Standing == PartnerKeyStanding.Trusted) =>
                "E-Mails mit persönlichen Links warten: Der Schlüssel dieses Dienstes ist neu, und die Zentrale kennt nur "
                    + "den früheren. Holen Sie ihn aus der Sicherung zurück, oder bitten Sie die Organisation, den neuen "
                    + $"freizugeben; sie fragt nach seinen Zeichen: {keys.Spoken}",
            PartnerKeyStanding.Waiting =>
                "E-Mails mit persönlichen Links warten, bis die Organisation den Schlüssel dieses Dienstes freigibt: Der "
                    + "Code Enrolment__Code war benutzt oder abgelaufen. Sie fragt nach den Zeichen des Schlüssels: "
                    + keys.Spoken,
            _ =>
                "E-Mails mit persönlichen Links warten, bis die Zentrale den Schlüssel dieses Dienstes bestätigt hat. Das "
                    + "dauert meist weniger als eine Minute, wenn der Dienst läuft.",
        };
}
