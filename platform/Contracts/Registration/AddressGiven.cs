namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A signed-in member who came in by an operator's invitation wants mails. <paramref name="SealedAddress"/> is a compact
/// JWE (RFC 7516, ECDH-ES+A256KW, A256GCM) for the partner's encryption key of the address, padded with blanks. The
/// partner takes the person into its list under this id, answers with MemberEnrolled and from then on mails; one whom it
/// has with an address keeps that. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record AddressGiven(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    [Data(Category.Personal)] string DisplayName,
    [Data(Category.Personal)] string SealedAddress
);
