namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// To whom a kind of mail is due, as SQL over m (member who may be mailed) and e (session), with the parameters today
/// and <see cref="PlanParameters"/>; it counts no days itself. <paramref name="Due"/>: when it is sent.
/// <paramref name="ByInvitingMandate"/>: not to whoever gets it by another mandate elsewhere. The kind judges again at
/// the moment of sending.
/// </summary>
public sealed record PlanRule(
    string Where,
    string Joins = "",
    string Version = "0",
    string Extra = "null, null",
    int Priority = 1,
    string Due = "@now",
    bool ByInvitingMandate = true
)
{
    /// <summary>The member m is accepted, in office today, and has an address.</summary>
    public const string MayBeMailed = """
        m.state = 'Accepted' and m.email is not null
          and (m.mandate_from is null or m.mandate_from <= @today) and (m.mandate_until is null or m.mandate_until >= @today)
        """;

    /// <summary>
    /// Inserts what is due of the kind and not yet there; parameters: the moments, today, trace, member, session.
    /// </summary>
    public string Insert(string kind, bool ofOneMember, bool ofOneSession) =>
        $"""
            insert into mails (id, member_id, session_id, kind, version, seat_version, calendar_method, status, priority, due, attempts,
              created_at, reported, trace_parent)
            select gen_random_uuid(), m.id, e.id, '{kind}', {Version}, {Extra}, 'Queued', {Priority}, {Due}, 0,
              @now, false, @trace
            from sessions e
            join members m on {MayBeMailed}
              {(ByInvitingMandate ? "and not m.invited_elsewhere" : "")}
            {Joins}
            where {Where}
              and e.version > 0 and e.ends_at > @followed
              {(ofOneMember ? "and m.id = @member" : "")} {(ofOneSession ? "and e.id = @session" : "")}
            on conflict (member_id, session_id, kind, version) do nothing
            """;
}
