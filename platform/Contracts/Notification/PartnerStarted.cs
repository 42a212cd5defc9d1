namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner's Notification has started; <paramref name="Release"/> is the version of the product it was built from
/// (semver.org 2.0.0).
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record PartnerStarted(string Partner, string Release, DateTimeOffset At);
