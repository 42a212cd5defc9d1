namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner joined, came back after its messages expired, or restored a backup, and asks for all present facts.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record ResendRequested(string Partner, Guid Resend);
