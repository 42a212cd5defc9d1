namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A signed-in member says that what the own partner stores is wrong (GDPR Art. 16). <paramref name="SealedText"/> is a
/// compact JWE (RFC 7516, ECDH-ES+A256KW, A256GCM) for the partner's encryption key of a JSON object <c>{"wrong",
/// "right"}</c>, padded with blanks. The partner hands it to the people who keep its list of members and tells the
/// member by mail, once for each request. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record CorrectionRequested(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid RequestId,
    [Data(Category.Personal)] string SealedText
);
