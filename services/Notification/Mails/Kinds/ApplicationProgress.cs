using Microsoft.EntityFrameworkCore;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// To whoever applied for a municipality or region: confirm, a question, the decision. Version: the application's. Its
/// own fact: the <see cref="Applicant"/>.
/// </summary>
public sealed class ApplicationProgress(PersonalLinks links) : MailKind(Kind)
{
    public const string Kind = "application";

    public override bool HasPersonalLink => true;

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => await db.Applicants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.MemberId, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        facts.Own is not Applicant applicant ? "applicant-gone"
        : applicant.Address is null ? "no-address"
        : applicant.Version != facts.Mail.Version ? "newer-version"
        : applicant.State == ApplicationState.Unconfirmed && applicant.ExpiresAt <= time.GetUtcNow() ? "too-late"
        : null;

    public override MailboxAddress To(MailFacts facts)
    {
        var applicant = (Applicant)facts.Own!;
        return new(applicant.Name, applicant.Address!);
    }

    public override Letter Write(MailFacts facts)
    {
        var applicant = (Applicant)facts.Own!;
        var page = links.Application(applicant.Id);
        var letter = applicant.State switch
        {
            ApplicationState.Unconfirmed => Unconfirmed(applicant, page),
            ApplicationState.Asked => Asked(applicant, page),
            ApplicationState.Accepted => Accepted(applicant, page),
            ApplicationState.Refused => Refused(applicant, page),
            _ => throw new ArgumentException($"No letter for an application that is {applicant.State}."),
        };
        return letter.Paragraph(
            "Der Verweis gilt nur für diese Bewerbung. Bitte leiten Sie diese E-Mail nicht weiter."
        );
    }

    private static Letter Unconfirmed(Applicant applicant, string page) =>
        new Letter("Bitte bestätigen Sie Ihre Bewerbung bei den Stadtgesprächen", Greeting(applicant))
            .Paragraph(
                $"jemand hat diese Adresse als Ansprechstelle für „{applicant.For}“ angegeben, um bei den "
                    + "Stadtgesprächen mitzumachen."
            )
            .Paragraph(
                "Waren Sie das? Dann bestätigen Sie die Bewerbung bitte; erst danach sieht sie die Organisation."
            )
            .Action("Bewerbung ansehen und bestätigen", page)
            .Paragraph(
                $"Das geht bis {GermanTime.DayAndTime(applicant.ExpiresAt)}. Danach wird die Bewerbung gelöscht."
            )
            .Paragraph("Waren Sie das nicht? Dann brauchen Sie nichts zu tun; Ihre Adresse wird gelöscht.");

    private static Letter Asked(Applicant applicant, string page) =>
        new Letter("Rückfrage zu Ihrer Bewerbung bei den Stadtgesprächen", Greeting(applicant))
            .Paragraph($"zu Ihrer Bewerbung für „{applicant.For}“ hat die Organisation eine Frage:")
            .Heading("Frage")
            .Paragraph(applicant.Text ?? "")
            .Action("Frage beantworten", page)
            .Paragraph("Bitte antworten Sie auf der Seite und nicht auf diese E-Mail.");

    private static Letter Accepted(Applicant applicant, string page) =>
        new Letter("Ihre Bewerbung bei den Stadtgesprächen ist angenommen", Greeting(applicant))
            .Paragraph($"willkommen: Die Organisation hat die Bewerbung für „{applicant.For}“ angenommen.")
            .Paragraph(
                "Als Nächstes richtet Ihre IT den kleinen Dienst ein, der die Einladungen an Ihre Ratsmitglieder "
                    + "verschickt. Alles dafür steckt in einem Paket, "
                    + "das Sie auf Ihrer Seite herunterladen."
            )
            .Action("Paket herunterladen", page)
            .Paragraph(
                "Das Paket enthält Zugangsdaten. Geben Sie es nur an die Stelle weiter, die den Dienst betreibt. "
                    + "Mit jedem Herunterladen gelten neue Zugangsdaten "
                    + "und die vorigen nicht mehr."
            );

    private static Letter Refused(Applicant applicant, string page) =>
        new Letter("Ihre Bewerbung bei den Stadtgesprächen", Greeting(applicant))
            .Paragraph($"die Organisation kann die Bewerbung für „{applicant.For}“ leider nicht annehmen.")
            .Heading("Begründung")
            .Paragraph(applicant.Text ?? "")
            .Action("Bewerbung ansehen", page)
            .Paragraph("Ihre Angaben werden nach 90 Tagen gelöscht; auf der Seite können Sie sie auch gleich löschen.");

    private static string Greeting(Applicant applicant) => SharedSentences.Greeting(applicant.Name ?? "");
}
