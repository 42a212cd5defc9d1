namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Where an invited speaker without an account can be reached. Sent to the hub's own Notification, which alone keeps it
/// and mails the link to the impulse. <paramref name="SealedContact"/> is a compact JWE (RFC 7516, ECDH-ES+A256KW,
/// A256GCM) for its encryption key of a JSON object <c>{"name", "address"}</c>, padded with blanks. <paramref
/// name="CallId"/> names the call that it is for; null: none. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record SpeakerContactGiven(
    string Partner,
    Guid ImpulseId,
    Guid? CallId,
    [Data(Category.Personal)] string SealedContact,
    DateTimeOffset InvitedAt
);
