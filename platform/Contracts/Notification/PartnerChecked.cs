namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner's administrator ran <c>check</c>; <paramref name="Failed"/> are the stable codes of what did not pass
/// (database, broker-rights, clock, keys, mail-server …), empty when all is well. Warnings, as for DNS records that
/// another sender covers, are not told.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record PartnerChecked(string Partner, string Release, DateTimeOffset At, IReadOnlyList<string> Failed);
