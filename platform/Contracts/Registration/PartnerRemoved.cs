namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// The last message to a partner that has left: the hub has deleted what it kept about it and its members. What the
/// partner keeps is its own; it mails nobody any more. Answered by PartnerRemovalNoted; then the partner's queue goes,
/// too.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record PartnerRemoved(string Partner, Guid RemovalId, DateTimeOffset At);
