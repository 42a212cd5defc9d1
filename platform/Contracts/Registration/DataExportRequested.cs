namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A signed-in member wants what the own partner stores. The partner mails it to the member's own address; the hub
/// never sees it, because it must not hold an address.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record DataExportRequested(string Partner, [Data(Category.Personal)] Guid MemberId, Guid RequestId);
