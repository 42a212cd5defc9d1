using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// What a member wants corrected; to the city's people, whose answer goes to the member. Its own fact: the
/// <see cref="Correction"/>.
/// </summary>
public sealed class CorrectionRequest(AddressKeys keys, IOptions<Partner> partner) : ContactMail(Kind, partner)
{
    public const string Kind = "correction";

    public override bool GoesOutAfterRemoval => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => await db.Corrections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.SessionId, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time) ?? (facts.Own is null ? "correction-gone" : null);

    public override MailboxAddress ReplyTo(MailFacts facts) => new(facts.Member!.DisplayName, facts.Member.Email!);

    public override Letter Write(MailFacts facts)
    {
        var text = CorrectionText.Open(keys, ((Correction)facts.Own!).SealedText)!;
        return new Letter("Stadtgespräche: ein Mitglied bittet um Berichtigung", "Guten Tag,")
            .Paragraph(
                "ein Mitglied Ihres Rates hat im Portal der Stadtgespräche gemeldet, dass eine Angabe nicht "
                    + "stimmt, die Ihre Kommune führt."
            )
            .Facts(Facts(facts.Member!))
            .Heading("Was nicht stimmt")
            .Paragraph(text.Wrong)
            .Heading("Wie es richtig ist")
            .Paragraph(text.Right)
            .Paragraph(
                "Bitte prüfen Sie das und berichtigen Sie Ihre Mitgliederliste. In der Verwaltung der Stadtgespräche "
                    + "steht die Bitte unter „Anträge“, bis Sie sie dort als erledigt vermerken. "
                    + "Mit „Antworten“ schreiben Sie dem Mitglied. "
                    + "Es hat ein Recht darauf, innerhalb eines Monats zu erfahren, was geschehen ist (Art. 12 und "
                    + "16 DSGVO)."
            );
    }

    private static IEnumerable<Fact> Facts(Member member)
    {
        yield return new("Name", member.DisplayName);
        if (member.Reference is { } reference)
        {
            yield return new("Kennung", reference);
        }

        yield return new("E-Mail", member.Email!);
        if (member.MandateFrom is { } from)
        {
            yield return new("Mandat ab", Digits(from));
        }

        if (member.MandateUntil is { } until)
        {
            yield return new("Mandat bis", Digits(until));
        }
    }

    private static string Digits(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
