using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Recaps;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Those who were there get the recap, while their link to add something is still of use. Its own fact: the
/// <see cref="Recap"/>, for whoever was there.
/// </summary>
public sealed class RecapPublished(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            "e.start <= @now and @followed < e.ends_at",
            """
            join attendees a on a.member_id = m.id and a.session_id = e.id and a.attended
            join recaps r on r.session_id = e.id
            """
        )
    )
{
    public const string Kind = "recap";

    public override async Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    )
    {
        var memberIds = mails.Select(facts => facts.Mail.MemberId).Distinct().ToArray();
        var sessionIds = mails.Select(facts => facts.Mail.SessionId).Distinct().ToArray();
        var recaps = await db
            .Recaps.AsNoTracking()
            .Where(row => sessionIds.Contains(row.SessionId))
            .ToDictionaryAsync(row => row.SessionId, cancellationToken);
        var attended = await db
            .Attendees.AsNoTracking()
            .Where(row => row.Attended && memberIds.Contains(row.MemberId) && sessionIds.Contains(row.SessionId))
            .Select(row => new { row.MemberId, row.SessionId })
            .ToHashSetAsync(cancellationToken);
        foreach (var facts in mails)
        {
            facts.Own = attended.Contains(new { facts.Mail.MemberId, facts.Mail.SessionId })
                ? recaps.GetValueOrDefault(facts.Mail.SessionId)
                : null;
        }
    }

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        facts.Own is not Recap ? "not-attended"
        : now > session.EndsAt + FollowUp.Length ? "too-late"
        : null;

    public override Letter Write(MailFacts facts)
    {
        var (session, recap) = (facts.Session!, (Recap)facts.Own!);
        return new Letter($"Rückblick: {session.Title}", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                $"vielen Dank, dass Sie beim Stadtgespräch „{session.Title}“ am {session.Day()} dabei waren. "
                    + $"Der Rückblick „{recap.Title}“ ist jetzt veröffentlicht."
            )
            .Action("Rückblick lesen", $"{links.Portal}/wissen/{recap.ContributionId}")
            .Paragraph(
                "Haben Sie eine Erfahrung, ein gutes Beispiel oder eine Strategie, die anderen Städten hilft? "
                    + "Ergänzen Sie den Rückblick; Ihr Beitrag erscheint nach einer kurzen Durchsicht."
            )
            .Action("Eigenen Beitrag schreiben", links.Contribution(facts.Member!.Id, session))
            .Paragraph("Der zweite Verweis gilt nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.");
    }
}
