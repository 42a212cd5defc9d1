namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Which mail is due to whom: one rule per kind, over m (member who may be mailed) and e (session). <paramref
/// name="ByInvitingMandate"/>: not to whoever gets it by another mandate elsewhere.
/// </summary>
internal sealed record PlanRule(
    string Kind,
    string Where,
    string Joins = "",
    string Version = "0",
    string Extra = "null, null",
    int Priority = 1,
    bool ByInvitingMandate = true
);

/// <summary>
/// The rules of <see cref="PlanMails"/>. <see cref="Validity.WhyNot"/> judges again, with the state at the moment of
/// sending.
/// </summary>
internal static class PlanRules
{
    public static readonly PlanRule[] All =
    [
        // Whoever has not answered yet is invited, once, while the session lies ahead.
        new(
            MailKinds.Invitation,
            """
            not e.cancelled and e.start > @now
            and not exists (select from seats s where s.member_id = m.id and s.session_id = e.id)
            """
        ),
        // From a week before until two days before, once; not whoever was invited less than three days before that week
        // began.
        new(
            MailKinds.Reminder,
            """
            not e.cancelled and e.start - interval '7 days' <= @now and @now < e.start - interval '2 days'
            and not exists (select from seats s where s.member_id = m.id and s.session_id = e.id)
            """,
            """
            join mails i on i.member_id = m.id and i.session_id = e.id and i.kind = 'invitation' and i.status = 'Sent'
              and i.finished_at <= e.start - interval '10 days'
            """
        ),
        // Each state of a seat or waiting place, also when what stands in the calendar changes; a release once, and
        // only what the member did: the end of a session or of a mandate is told otherwise.
        new(
            MailKinds.Seat,
            """
            not e.cancelled and e.ends_at > @now
            and (s.released_cause is null or (s.released_cause = 'Cancelled' and not exists (
              select from mails r where r.member_id = m.id and r.session_id = e.id and r.kind = 'seat' and r.seat_version = s.version)))
            """,
            "join seats s on s.member_id = m.id and s.session_id = e.id",
            Version: "e.calendar_version + s.version",
            Extra: "s.version, case when s.held is not null then 'REQUEST' end",
            Priority: 0,
            ByInvitingMandate: false
        ),
        // Called off: whoever has, had until now, or was offered a seat and did not say no.
        new(
            MailKinds.SessionCancelled,
            """
            e.cancelled and e.ends_at > @now
            and (s.released_cause = 'SessionCancelled' or (s.member_id is not null and s.released_cause is null)
              or (s.member_id is null and exists (
                select from mails i where i.member_id = m.id and i.session_id = e.id and i.kind = 'invitation'
                  and (i.status = 'Sent' or i.attempts > 0))))
            """,
            "left join seats s on s.member_id = m.id and s.session_id = e.id",
            Version: "e.version",
            Priority: 0,
            ByInvitingMandate: false
        ),
        // The last day, with the online link where it is needed; not on the heels of a confirmation, which says the
        // same.
        new(
            MailKinds.DayBefore,
            """
            not e.cancelled and e.start - interval '24 hours' <= @now and @now < e.start
            and s.changed_at <= @now - interval '6 hours'
            """,
            "join seats s on s.member_id = m.id and s.session_id = e.id and s.held is not null",
            Priority: 0
        ),
        // Those who were there, while their link to add something would still be of use.
        new(
            MailKinds.Recap,
            "e.start <= @now and @now < e.ends_at + interval '60 days'",
            """
            join attendees a on a.member_id = m.id and a.session_id = e.id and a.attended
            join recaps r on r.session_id = e.id
            """
        ),
    ];

    /// <summary>
    /// Queues again what was dropped for a reason that has passed: a mandate that was not in force, or not the one that
    /// is invited. What else became of it
    /// <see cref="Validity.WhyNot"/> judges. The same parameters.
    /// </summary>
    public static string Again(bool ofOneMember, bool ofOneSession) =>
        $"""
            update mails d set status = 'Queued', due = @now, reason = null, finished_at = null
            from members m
            where m.id = d.member_id and d.status = 'Dropped' and d.reason in ('member-not-active', 'invited-elsewhere')
              and d.kind in ('invitation', 'reminder', 'seat', 'session-cancelled', 'day-before', 'recap')
              and m.state = 'Accepted' and m.email is not null
              and (m.mandate_from is null or m.mandate_from <= @today) and (m.mandate_until is null or m.mandate_until >= @today)
              and (not m.invited_elsewhere or d.kind in ('seat', 'session-cancelled'))
              {(ofOneMember ? "and d.member_id = @member" : "")} {(ofOneSession ? "and d.session_id = @session" : "")}
            """;

    /// <summary>Inserts what is due and not yet there; parameters: now, today, trace, member, session.</summary>
    public static string Insert(PlanRule rule, bool ofOneMember, bool ofOneSession) =>
        $"""
            insert into mails (id, member_id, session_id, kind, version, seat_version, calendar_method, status, priority, due, attempts,
              created_at, reported, trace_parent)
            select gen_random_uuid(), m.id, e.id, '{rule.Kind}', {rule.Version}, {rule.Extra}, 'Queued', {rule.Priority}, @now, 0,
              @now, false, @trace
            from sessions e
            join members m on m.state = 'Accepted' and m.email is not null
              and (m.mandate_from is null or m.mandate_from <= @today) and (m.mandate_until is null or m.mandate_until >= @today)
              {(rule.ByInvitingMandate ? "and not m.invited_elsewhere" : "")}
            {rule.Joins}
            where {rule.Where}
              and e.version > 0 and e.ends_at > @now - interval '60 days'
              {(ofOneMember ? "and m.id = @member" : "")} {(ofOneSession ? "and e.id = @session" : "")}
            on conflict (member_id, session_id, kind, version) do nothing
            """;
}
