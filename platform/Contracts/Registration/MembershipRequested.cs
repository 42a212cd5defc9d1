namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Somebody says in the portal to be a member of this partner's council. <paramref name="SealedRequest"/> is a compact
/// JWE (RFC 7516, ECDH-ES+A256KW, A256GCM) for the partner's encryption key of a JSON object <c>{"firstName",
/// "lastName", "title", "faction", "address"}</c>, padded with blanks; title and faction may be missing. The partner's
/// coordinator confirms or refuses, and the partner mails the answer. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record MembershipRequested(
    string Partner,
    Guid RequestId,
    [Data(Category.Personal)] string SealedRequest
);
