using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>A call for impulses is open. Its own fact: the <see cref="ImpulseCall"/>.</summary>
public sealed class CallOpen(PersonalLinks links) : MailKind(Kind)
{
    public const string Kind = "call-open";

    public override bool WaitsForLegalPages => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) =>
        await db.ImpulseCalls.AsNoTracking().SingleOrDefaultAsync(call => call.Id == mail.SessionId, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time)
        ?? (
            !facts.Member!.MayBeMailed(time.Today()) ? "member-not-active"
            : facts.Member.InvitedElsewhere ? "invited-elsewhere"
            : facts.Own is not ImpulseCall call ? "call-unknown"
            : call.ClosesAt <= time.GetUtcNow() ? "call-closed"
            : null
        );

    public override Letter Write(MailFacts facts)
    {
        var call = (ImpulseCall)facts.Own!;
        return new Letter("Haben Sie einen Impuls für die Stadtgespräche?", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "die Organisation der Stadtgespräche sucht kurze Impulse: Berichte aus Projekten, von denen andere Räte lernen "
                    + "können. Sie können selbst einen halten oder jemanden aus Ihrer Verwaltung vorschlagen."
            )
            .Facts(
                new Fact("Aufruf", call.Title),
                new Fact("Einreichen bis", GermanTime.Day(call.ClosesAt.AddMinutes(-1)))
            )
            .Action("Aufruf ansehen und Impuls einreichen", $"{links.Portal}/impulse");
    }
}
