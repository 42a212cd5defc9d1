using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// To the city's people: somebody who asked to be enrolled waits for an answer. Its own fact: how many wait.
/// </summary>
public sealed class MembershipWaiting(IOptions<Partner> partner) : ContactMail(Kind, partner)
{
    public const string Kind = "membership-waiting";

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => await db.MembershipRequests.CountAsync(row => row.State == RequestState.Open, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) => facts.Own is > 0 ? null : "nothing-waits";

    public override Letter Write(MailFacts facts) =>
        new Letter("Stadtgespräche: Ein Antrag wartet", "Guten Tag,")
            .Paragraph(
                facts.Own is 1
                    ? "im Portal der Stadtgespräche hat sich jemand als Mitglied Ihres Rates gemeldet und wartet "
                        + "auf Ihre Antwort."
                    : $"im Portal der Stadtgespräche haben sich {facts.Own} Personen als Mitglieder Ihres Rates "
                        + "gemeldet und warten auf Ihre Antwort."
            )
            .Paragraph(
                "Bitte öffnen Sie auf den Seiten Ihres Dienstes „Anträge“ und bestätigen Sie das Mandat oder "
                    + "lehnen Sie mit einer Begründung ab. "
                    + "Unbeantwortete Anträge werden nach 90 Tagen gelöscht. Solange etwas wartet, erinnern wir "
                    + "Sie jede Woche."
            );
}
