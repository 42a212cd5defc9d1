namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Somebody typed an address at the sign-in page and chose this partner. <paramref name="SealedAddress"/> is a compact
/// JWE (RFC 7516, ECDH-ES+A256KW, A256GCM) of the address for the partner's encryption key, padded with blanks. The
/// partner mails the member who has it a link whose <c>jti</c> is <paramref name="RequestId"/>, not after <paramref
/// name="ExpiresAt"/>, and else stays silent. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record SignInRequested(
    string Partner,
    Guid RequestId,
    [Data(Category.Personal)] string SealedAddress,
    DateTimeOffset ExpiresAt
);
