using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Judges at the moment of sending whether a mail is still true and wanted; the answer is the visible reason why it is
/// dropped.
/// </summary>
public static class Validity
{
    public static string? WhyNot(this MailFacts facts, DateTimeOffset now, DateOnly today)
    {
        if (facts.Mail.Kind == MailKinds.Application)
        {
            return facts.Applicant is null ? "applicant-gone" : facts.Applicant.WhyNot(facts.Mail.Version, now);
        }

        if (facts.Mail.Kind == MailKinds.ApplicationWaiting)
        {
            return facts.Applicant is null ? "applicant-gone"
                : facts.Applicant.Version == facts.Mail.Version ? null
                : "newer-version";
        }

        if (facts.Mail.Kind == MailKinds.MembershipWaiting)
        {
            return facts.Answer is { Waiting: > 0 } ? null : "nothing-waits";
        }

        if (facts.Member?.Email is null)
        {
            return "no-address";
        }
        // Answers to what the person asked for go out after the mandate's end, too.
        if (MailKinds.IsAboutOwnData(facts.Mail.Kind))
        {
            return facts.Mail.Kind == MailKinds.Correction && facts.Answer?.SealedCorrection is null
                ? "correction-gone"
                : null;
        }

        if (facts.Mail.Kind == MailKinds.SignIn)
        {
            return !facts.Member.MaySignIn(today) ? "member-not-active"
                : facts.Mail.ExpiresAt <= now ? "too-late"
                : null;
        }

        if (!facts.Member.MayBeMailed(today))
        {
            return "member-not-active";
        }

        if (facts.Member.InvitedElsewhere && facts.Mail.Kind is not (MailKinds.Seat or MailKinds.SessionCancelled))
        {
            return "invited-elsewhere";
        }

        if (facts.Session is not { } session)
        {
            return "session-unknown";
        }

        var (kind, seat) = (facts.Mail.Kind, facts.Seat);
        if (kind == MailKinds.Recap)
        {
            return !facts.Attended || facts.Recap is null ? "not-attended"
                : now > session.EndsAt.AddDays(60) ? "too-late"
                : null;
        }

        if (session.EndsAt <= now)
        {
            return "session-over";
        }

        if (kind == MailKinds.SessionCancelled)
        {
            return
                seat?.ReleasedCause is SeatReleasedCause.Cancelled or SeatReleasedCause.Declined && !facts.MayHaveEntry
                ? "not-coming-anyway"
                : null;
        }
        // Whoever cancelled before hears of nothing else, and this mail takes the entry out of the calendar.
        if (
            session.Cancelled
            && !(kind == MailKinds.Seat && seat?.ReleasedCause == SeatReleasedCause.Cancelled && facts.MayHaveEntry)
        )
        {
            return "session-cancelled";
        }

        return kind switch
        {
            MailKinds.Seat when seat is null => "seat-unknown",
            MailKinds.Seat when seat.Version != facts.Mail.SeatVersion => "newer-version",
            MailKinds.Seat when seat.ReleasedCause is null && seat.SequenceAt(session) != facts.Mail.Version =>
                "newer-version",
            MailKinds.Seat => null,
            _ when session.Start <= now => "session-begun",
            MailKinds.DayBefore => seat?.Held is null ? "no-seat" : null,
            MailKinds.Invitation => seat is not null ? "answered" : null,
            MailKinds.Reminder when seat is not null => "answered",
            MailKinds.Reminder => session.Start.AddDays(-7) > now ? "session-moved"
            : session.Start.AddDays(-1) < now ? "too-late"
            : null,
            _ => "kind-unknown",
        };
    }
}
