using System.Security.Cryptography;
using System.Text;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// A password as RabbitMQ keeps it (rabbit_password_hashing_sha256): base64 of four bytes of salt and the SHA-256 of
/// salt and password.
/// </summary>
internal static class BrokerPassword
{
    private const int Salt = 4;

    public static string Hash(string password) => Hash(password, RandomNumberGenerator.GetBytes(Salt));

    public static bool Fits(string? hash, string password) =>
        hash is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(hash),
            Encoding.ASCII.GetBytes(Hash(password, Convert.FromBase64String(hash)[..Salt]))
        );

    private static string Hash(string password, byte[] salt) =>
        Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
}
