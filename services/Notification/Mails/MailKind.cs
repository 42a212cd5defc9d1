using MimeKit;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// One kind of mail stands in one file of Kinds/: its name, when it is due, why it is not sent after all, to whom it
/// goes and what it says. All that plans, queues and sends mails asks it, and knows no kind.
/// </summary>
public abstract class MailKind(string name)
{
    /// <summary>As its rows and DeliveryReported name it; databases and the hub keep it, so it never changes.</summary>
    public string Name { get; } = name;

    /// <summary>The state that makes it due; null: something that happens queues it (<see cref="Mail.Of"/>).</summary>
    public virtual PlanRule? Rule => null;

    /// <summary>Goes out also while it is not known yet what was sent before this database was lost.</summary>
    public virtual bool GoesOutWhileHeld => false;

    /// <summary>Carries a link signed by this city's key, so it waits until the hub believes that key.</summary>
    public virtual bool HasPersonalLink => false;

    /// <summary>What the city sends of its own accord waits until its legal pages are filled.</summary>
    public virtual bool WaitsForLegalPages => false;

    /// <summary>Goes out also when the city has left.</summary>
    public virtual bool GoesOutAfterRemoval => false;

    /// <summary>
    /// Sets <see cref="MailFacts.Own"/> of all mails of this kind in a batch; a kind that goes to many at once reads it
    /// for all of them together.
    /// </summary>
    public virtual async Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    )
    {
        foreach (var facts in mails)
        {
            facts.Own = await ReadAsync(db, facts.Mail, cancellationToken);
        }
    }

    /// <summary>
    /// Asked at the moment of sending: the visible reason why it is dropped; null: it is still true and wanted.
    /// </summary>
    public virtual string? WhyNot(MailFacts facts, TimeProvider time) =>
        facts.Member?.Email is null ? "no-address" : null;

    public virtual MailboxAddress To(MailFacts facts) => new(facts.Member!.DisplayName, facts.Member.Email!);

    /// <summary>Null: the city's own mailbox, which sends it.</summary>
    public virtual MailboxAddress? ReplyTo(MailFacts facts) => null;

    /// <summary>One of <see cref="Calendar.CalendarMethods"/>; null: no calendar part.</summary>
    public virtual string? CalendarMethod(MailFacts facts) => null;

    public abstract Letter Write(MailFacts facts);

    /// <summary>What only this kind of mail reads.</summary>
    protected virtual Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) => Task.FromResult<object?>(null);
}
