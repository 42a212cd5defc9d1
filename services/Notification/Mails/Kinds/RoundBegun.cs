using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Barometer;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// A round of the barometer has begun: members mark what matters to their council. Its own fact: the
/// <see cref="BarometerRound"/>.
/// </summary>
public sealed class RoundBegun(PersonalLinks links) : MailKind(Kind)
{
    public const string Kind = "round-begun";

    public override bool WaitsForLegalPages => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) =>
        await db
            .BarometerRounds.AsNoTracking()
            .SingleOrDefaultAsync(round => round.Id == mail.SessionId, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time)
        ?? (
            !facts.Member!.MayBeMailed(time.Today()) ? "member-not-active"
            : facts.Member.InvitedElsewhere ? "invited-elsewhere"
            : facts.Own is not BarometerRound round ? "round-unknown"
            : round.EndsAt <= time.GetUtcNow() ? "round-over"
            : null
        );

    public override Letter Write(MailFacts facts)
    {
        var lastDay = GermanTime.Day(((BarometerRound)facts.Own!).EndsAt.AddMinutes(-1));
        return new Letter("Welche Themen sind für Ihren Rat gerade wichtig?", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                $"im Portal der Stadtgespräche läuft eine Runde des Themenbarometers. Bis einschließlich {lastDay} können Sie "
                    + "markieren, welche Themen für Ihre Kommune gerade wichtig sind: so viele, wie Sie möchten."
            )
            .Action("Themen markieren", $"{links.Portal}/themen/markieren")
            .Paragraph(
                "Ihre Markierungen sieht niemand außer Ihnen. Veröffentlicht wird erst am Ende der Runde, und nur, in wie vielen "
                    + "Kommunen ein Thema gefragt ist. Fehlt ein Thema? Auf derselben Seite können Sie eines vorschlagen."
            );
    }
}
