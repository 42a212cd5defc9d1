using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// The German letters to whoever applied for a municipality or region (confirm, a question, the decision), and to the
/// organisers that one waits.
/// </summary>
public sealed class ApplicationLetters(PersonalLinks links)
{
    public Letter For(Applicant applicant)
    {
        var greeting = $"Guten Tag {applicant.Name},";
        var page = links.Application(applicant.Id);
        var letter = applicant.State switch
        {
            ApplicationState.Unconfirmed => new Letter(
                "Bitte bestätigen Sie Ihre Bewerbung bei den Stadtgesprächen",
                greeting
            )
                .Paragraph(
                    $"jemand hat diese Adresse als Ansprechstelle für „{applicant.For}“ angegeben, um bei den Stadtgesprächen mitzumachen."
                )
                .Paragraph(
                    "Waren Sie das? Dann bestätigen Sie die Bewerbung bitte; erst danach sieht sie die Organisation."
                )
                .Action("Bewerbung ansehen und bestätigen", page)
                .Paragraph(
                    $"Das geht bis {German.DayAndTime(applicant.ExpiresAt)}. Danach wird die Bewerbung gelöscht."
                )
                .Paragraph("Waren Sie das nicht? Dann brauchen Sie nichts zu tun; Ihre Adresse wird gelöscht."),
            ApplicationState.Asked => new Letter("Rückfrage zu Ihrer Bewerbung bei den Stadtgesprächen", greeting)
                .Paragraph($"zu Ihrer Bewerbung für „{applicant.For}“ hat die Organisation eine Frage:")
                .Heading("Frage")
                .Paragraph(applicant.Text ?? "")
                .Action("Frage beantworten", page)
                .Paragraph("Bitte antworten Sie auf der Seite und nicht auf diese E-Mail."),
            ApplicationState.Accepted => new Letter("Ihre Bewerbung bei den Stadtgesprächen ist angenommen", greeting)
                .Paragraph($"willkommen: Die Organisation hat die Bewerbung für „{applicant.For}“ angenommen.")
                .Paragraph(
                    "Als Nächstes richtet Ihre IT den kleinen Dienst ein, der die Einladungen an Ihre Ratsmitglieder verschickt. Alles dafür steckt in einem Paket, "
                        + "das Sie auf Ihrer Seite herunterladen."
                )
                .Action("Paket herunterladen", page)
                .Paragraph(
                    "Das Paket enthält Zugangsdaten. Geben Sie es nur an die Stelle weiter, die den Dienst betreibt. Mit jedem Herunterladen gelten neue Zugangsdaten "
                        + "und die vorigen nicht mehr."
                ),
            ApplicationState.Refused => new Letter("Ihre Bewerbung bei den Stadtgesprächen", greeting)
                .Paragraph($"die Organisation kann die Bewerbung für „{applicant.For}“ leider nicht annehmen.")
                .Heading("Begründung")
                .Paragraph(applicant.Text ?? "")
                .Action("Bewerbung ansehen", page)
                .Paragraph(
                    "Ihre Angaben werden nach 90 Tagen gelöscht; auf der Seite können Sie sie auch gleich löschen."
                ),
            _ => throw new ArgumentException($"No letter for an application that is {applicant.State}."),
        };
        return letter.Paragraph(
            "Der Verweis gilt nur für diese Bewerbung. Bitte leiten Sie diese E-Mail nicht weiter."
        );
    }

    public Letter Waiting(Applicant applicant) =>
        new Letter("Stadtgespräche: Eine Bewerbung wartet", "Guten Tag,")
            // The name came with the contact, which a database that was lost in between does not have.
            .Paragraph(
                (applicant.For.Length > 0 ? $"die Bewerbung für „{applicant.For}“" : "eine Bewerbung")
                    + " wartet auf Ihre Entscheidung: Sie ist neu, oder die Ansprechperson hat Ihre Rückfrage beantwortet."
            )
            .Action("Bewerbung ansehen", $"{links.Portal}/organisation/bewerbungen/{applicant.Id}")
            .Paragraph("Für die Seite melden Sie sich mit Ihrem Passkey oder mit dem Login Ihrer Stadt an.");
}
