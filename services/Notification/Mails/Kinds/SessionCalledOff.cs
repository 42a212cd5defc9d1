using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Whoever has, had until now, or was offered a seat and did not say no hears that the session is called off, and loses
/// the calendar entry. Version: the session's. Its own fact: <see cref="EarlierSeatMails"/>.
/// </summary>
public sealed class SessionCalledOff()
    : SessionMail(
        Kind,
        new PlanRule(
            $"""
            e.cancelled and e.ends_at > @now
            and (s.released_cause = 'SessionCancelled' or (s.member_id is not null and s.released_cause is null)
              or (s.member_id is null and exists (
                select from mails i where i.member_id = m.id and i.session_id = e.id and i.kind = '{Invitation.Kind}'
                  and (i.status = 'Sent' or i.attempts > 0))))
            """,
            "left join seats s on s.member_id = m.id and s.session_id = e.id",
            Version: "e.version",
            Priority: 0,
            ByInvitingMandate: false
        )
    )
{
    public const string Kind = "session-cancelled";

    /// <summary>Nobody may travel to it because a key is not believed.</summary>
    public override bool HasPersonalLink => false;

    public override Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    ) => EarlierSeatMails.LoadAsync(db, mails, cancellationToken);

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        session.EndsAt <= now ? "session-over"
        : SaidNo(facts) && !MayHaveEntry(facts) ? "not-coming-anyway"
        : null;

    public override string? CalendarMethod(MailFacts facts) => MayHaveEntry(facts) ? CalendarMethods.Cancel : null;

    public override Letter Write(MailFacts facts)
    {
        var session = facts.Session!;
        var letter = new Letter(
            $"Abgesagt: {session.Title} am {session.Day()}",
            SharedSentences.Greeting(facts.Member!)
        ).Paragraph($"das Stadtgespräch „{session.Title}“ am {session.Day()} findet leider nicht statt.");
        if (!string.IsNullOrWhiteSpace(session.CancellationReason))
        {
            letter.Facts(new Fact("Grund", session.CancellationReason));
        }

        var given = SaidNo(facts) ? "Sie hatten Ihren Platz schon abgesagt." : "Ihr Platz ist damit aufgehoben.";
        return letter
            .Paragraph(
                MayHaveEntry(facts) ? $"{given} {SharedSentences.EntryGoes}" : "Sie brauchen nichts weiter zu tun."
            )
            .Paragraph(
                "Wir bitten um Ihr Verständnis und würden uns freuen, Sie bei einem der nächsten Stadtgespräche "
                    + "zu begrüßen."
            );
    }

    private static bool SaidNo(MailFacts facts) =>
        facts.Seat?.ReleasedCause is SeatReleasedCause.Cancelled or SeatReleasedCause.Declined;

    private static bool MayHaveEntry(MailFacts facts) => ((EarlierSeatMails)facts.Own!).MayHaveEntry(facts.Seat);
}
