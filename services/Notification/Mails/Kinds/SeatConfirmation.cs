using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Each state of a seat or waiting place is told, also when what stands in the calendar changes; a release once, and
/// only what the member did: the end of a session or of a mandate is told otherwise. Version: the SEQUENCE of the
/// calendar entry. Its own fact: <see cref="EarlierSeatMails"/>.
/// </summary>
public sealed class SeatConfirmation(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            $"""
            not e.cancelled and e.ends_at > @now
            and (s.released_cause is null or (s.released_cause = 'Cancelled' and not exists (
              select from mails r where r.member_id = m.id and r.session_id = e.id and r.kind = '{Kind}' and r.seat_version = s.version)))
            """,
            "join seats s on s.member_id = m.id and s.session_id = e.id",
            Version: "e.calendar_version + s.version",
            Extra: "s.version, case when s.held is not null then 'REQUEST' end",
            Priority: 0,
            // What the member did is answered at once; what others did may be taken back in the next moment.
            Due: $"""
            case when s.booked_cause = 'FormDropped' or s.restored or exists (
              select from mails r where r.member_id = m.id and r.session_id = e.id and r.kind = '{Kind}' and r.seat_version = s.version)
              then @settled else @now end
            """,
            ByInvitingMandate: false
        )
    )
{
    public const string Kind = "seat";

    public override Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    ) => EarlierSeatMails.LoadAsync(db, mails, cancellationToken);

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        session.EndsAt <= now ? "session-over"
        // Whoever cancelled before hears of nothing else, and this mail takes the entry out of the calendar.
        : session.Cancelled && !(facts.Seat?.ReleasedCause == SeatReleasedCause.Cancelled && MayHaveEntry(facts))
            ? "session-cancelled"
        : facts.Seat is not { } seat ? "seat-unknown"
        : seat.Version != facts.Mail.SeatVersion ? "newer-version"
        : seat.ReleasedCause is null && CalendarSequence.Of(seat, session) != facts.Mail.Version ? "newer-version"
        : ByOthers(facts, seat) && Told(facts).NewestTold?.Same(session, seat) == true ? "told-already"
        : null;

    public override string? CalendarMethod(MailFacts facts) =>
        facts.Seat?.Held is not null ? CalendarMethods.Request
        : MayHaveEntry(facts) ? CalendarMethods.Cancel
        : null;

    public override Letter Write(MailFacts facts)
    {
        var (member, session, seat) = (facts.Member!, facts.Session!, facts.Seat!);
        var (subject, opening) = SeatWords.Opening(session, seat, Told(facts).Has(facts.Mail.SeatVersion));
        var letter = new Letter(
            $"{subject}: {session.Title} am {session.Day()}",
            SharedSentences.Greeting(member)
        ).Paragraph(opening);
        if (seat.ReleasedCause is null)
        {
            var changes = session.Changes(Told(facts).LastTold).ToList();
            if (changes.Count > 0)
            {
                letter.Heading("Was sich geändert hat").Facts(changes).Heading("So gilt es jetzt");
            }
        }

        if (seat.ReleasedCause is not null)
        {
            if (MayHaveEntry(facts))
            {
                letter.Paragraph(SharedSentences.EntryGoes);
            }

            return session.Cancelled
                ? letter.Paragraph("Das Stadtgespräch ist inzwischen abgesagt.")
                : letter
                    .Paragraph("Möchten Sie doch teilnehmen, können Sie sich bis zur Sitzung wieder anmelden.")
                    .Action("Wieder anmelden", links.Seat(member.Id, session));
        }

        letter.Facts(SharedSentences.Facts(session, seat));
        if (seat.WaitingFor is not null)
        {
            letter.Paragraph(
                "Sobald ein Platz frei wird, rücken Sie ohne weiteres Zutun nach und erhalten eine E-Mail."
            );
        }

        if (seat.Held is not null)
        {
            letter.Paragraph("Der Termin liegt dieser E-Mail als Kalendereintrag bei.");
        }
        else if (MayHaveEntry(facts))
        {
            letter.Paragraph("Solange Sie warten, wird der bisherige Eintrag aus Ihrem Kalender entfernt.");
        }

        return letter.OfferChange(links, member, session);
    }

    /// <summary>Not an answer to what the member did, who has an answer to that.</summary>
    private static bool ByOthers(MailFacts facts, Seat seat) =>
        seat.BookedCause == SeatBookedCause.FormDropped || seat.Restored || Told(facts).Has(facts.Mail.SeatVersion);

    private static EarlierSeatMails Told(MailFacts facts) => (EarlierSeatMails)facts.Own!;

    private static bool MayHaveEntry(MailFacts facts) => Told(facts).MayHaveEntry(facts.Seat);
}
