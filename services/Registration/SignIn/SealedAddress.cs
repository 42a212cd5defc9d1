using Jose;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Seals an address for a city's encryption key as compact JWE (ECDH-ES+A256KW, A256GCM; a fresh key each time). Padded with blanks, so that
/// the length of the address cannot be read from the seal.
/// </summary>
internal static class SealedAddress
{
    /// <summary>RFC 5321 allows no longer address.</summary>
    public const int Longest = 254;

    public static string Seal(string address, string keyId, string publicKey) => JWT.Encode(
        address.PadRight(Longest),
        Jwk.FromJson(publicKey),
        JweAlgorithm.ECDH_ES_A256KW,
        JweEncryption.A256GCM,
        extraHeaders: new Dictionary<string, object> { ["kid"] = keyId });
}
