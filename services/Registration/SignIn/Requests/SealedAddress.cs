using Stadtgespraeche.Registration.Partners.Keys;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>Seals an address for a city's encryption key; all seals have the same length.</summary>
internal static class SealedAddress
{
    /// <summary>RFC 5321 allows no longer address.</summary>
    public const int Longest = 254;

    public static string Seal(string address, string keyId, string publicKey) =>
        PartnerSeal.Seal(address, Longest, keyId, publicKey);
}
