using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// The link by which a member signs in, queued under the request's id before all other mails; good once and until it
/// expires.
/// </summary>
public sealed class SignInLink(PersonalLinks links) : MailKind(Kind)
{
    public const string Kind = "sign-in";

    public override bool HasPersonalLink => true;

    public override bool GoesOutWhileHeld => true;

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time)
        ?? (
            !facts.Member!.MaySignIn(time.Today()) ? "member-not-active"
            : facts.Mail.ExpiresAt <= time.GetUtcNow() ? "too-late"
            : null
        );

    public override Letter Write(MailFacts facts)
    {
        var (member, mail) = (facts.Member!, facts.Mail);
        return new Letter("Ihre Anmeldung bei den Stadtgesprächen", SharedSentences.Greeting(member))
            .Paragraph(
                "mit diesem Verweis melden Sie sich bei den Stadtgesprächen an. Ein Passwort brauchen Sie nicht."
            )
            .Action("Anmelden", links.SignIn(member.Id, mail.SessionId, mail.ExpiresAt!.Value))
            .Paragraph(
                $"Der Verweis gilt bis {GermanTime.Clock(mail.ExpiresAt.Value)} Uhr und nur einmal. "
                    + "Die Seite zeigt Ihnen zuerst, für wen die Anmeldung gilt."
            )
            .Paragraph(
                "Haben Sie sich nicht anmelden wollen? Dann löschen Sie diese E-Mail bitte; ohne den Verweis "
                    + "kann sich niemand für Sie anmelden. "
                    + "Bitte leiten Sie sie nicht weiter."
            );
    }
}
