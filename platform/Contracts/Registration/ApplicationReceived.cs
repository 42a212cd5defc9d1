namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Somebody applied for a municipality or a region. Sent to the hub's own Notification, which alone keeps the contact
/// and mails a link that confirms the application. <paramref name="SealedContact"/> is a compact JWE (RFC 7516,
/// ECDH-ES+A256KW, A256GCM) for its encryption key of a JSON object <c>{"name", "address"}</c>, padded with blanks.
/// Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record ApplicationReceived(
    string Partner,
    Guid ApplicationId,
    [Data(Category.None)] string Applicant,
    [Data(Category.Personal)] string SealedContact,
    DateTimeOffset ExpiresAt
);
