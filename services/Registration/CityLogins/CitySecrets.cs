using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Seals the secrets that cities give us for their logins, each for its partner alone, so that a row that is copied to
/// another partner is useless.
/// </summary>
internal sealed class CitySecrets(IDataProtectionProvider protection)
{
    public string Seal(string partner, string secret) => Protector(partner).Protect(secret);

    /// <summary>Null: the key with which it was sealed is lost.</summary>
    public string? Open(CityLogin login)
    {
        try
        {
            return Protector(login.Partner).Unprotect(login.SealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string partner) => protection.CreateProtector("city-login-secret", partner);
}
