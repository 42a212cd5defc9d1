namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner that has left has had the last message, PartnerRemoved, and mails nobody any more. Its own last word;
/// nothing after it is taken.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record PartnerRemovalNoted(string Partner, Guid RemovalId);
