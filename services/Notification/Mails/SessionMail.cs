using Stadtgespraeche.Notification.Sessions;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// A mail about one session to a member whose mandate is in force; a rule says when it is due, and this whether it
/// still is.
/// </summary>
public abstract class SessionMail(string name, PlanRule rule) : MailKind(name)
{
    public sealed override PlanRule Rule { get; } = rule;

    public override bool HasPersonalLink => true;

    public sealed override string? WhyNot(MailFacts facts, TimeProvider time) =>
        base.WhyNot(facts, time)
        ?? (
            !facts.Member!.MayBeMailed(time.Today()) ? "member-not-active"
            : facts.Member.InvitedElsewhere && Rule.ByInvitingMandate ? "invited-elsewhere"
            : facts.Session is not { } session ? "session-unknown"
            : WhyNot(facts, session, time.GetUtcNow())
        );

    protected abstract string? WhyNot(MailFacts facts, Session session, DateTimeOffset now);

    /// <summary>For what is of use only before the session begins.</summary>
    protected static string? WhyNotBefore(Session session, DateTimeOffset now) =>
        session.EndsAt <= now ? "session-over"
        : session.Cancelled ? "session-cancelled"
        : session.Start <= now ? "session-begun"
        : null;
}
