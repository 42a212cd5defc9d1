using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// To the organisers: an application waits for them. Version: the application's. Its own fact: the
/// <see cref="Applicant"/>.
/// </summary>
public sealed class ApplicationWaiting(PersonalLinks links, IOptions<Partner> partner) : ContactMail(Kind, partner)
{
    public const string Kind = "application-waiting";

    protected override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => await db.Applicants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.MemberId, cancellationToken);

    public override string? WhyNot(MailFacts facts, TimeProvider time) =>
        facts.Own is not Applicant applicant ? "applicant-gone"
        : applicant.Version != facts.Mail.Version ? "newer-version"
        : null;

    public override Letter Write(MailFacts facts)
    {
        var applicant = (Applicant)facts.Own!;
        return new Letter("Stadtgespräche: Eine Bewerbung wartet", "Guten Tag,")
            // The name came with the contact, which a database that was lost in between does not have.
            .Paragraph(
                (applicant.For.Length > 0 ? $"die Bewerbung für „{applicant.For}“" : "eine Bewerbung")
                    + " wartet auf Ihre Entscheidung: Sie ist neu, oder die Ansprechperson hat Ihre Rückfrage "
                    + "beantwortet."
            )
            .Action("Bewerbung ansehen", $"{links.Portal}/organisation/bewerbungen/{applicant.Id}")
            .Paragraph("Für die Seite melden Sie sich mit Ihrem Passkey oder mit dem Login Ihrer Stadt an.");
    }
}
