using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>
/// A link, good once and for a day, by which somebody comes in with a first passkey. Only the code's SHA-256 is kept.
/// </summary>
public interface IInvitation
{
    byte[] CodeHash { get; }

    DateTimeOffset ExpiresAt { get; }

    /// <summary>The id that the invited person will have.</summary>
    Guid PersonId { get; }

    string PersonName { get; }
}

/// <summary>The code in the link of an invitation.</summary>
public static class InvitationCode
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    // 256 random bits need neither salt nor a slow hash.
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
