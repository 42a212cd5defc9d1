using System.Text.Json;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary>What is wrong and how it is right, in the member's words.</summary>
public sealed record CorrectionText(string Wrong, string Right)
{
    /// <summary>Null when no key of this city opens the seal.</summary>
    public static CorrectionText? Open(AddressKeys keys, string seal) =>
        keys.OpenText(seal) is { } text
            ? JsonSerializer.Deserialize<CorrectionText>(text, JsonSerializerOptions.Web)
            : null;
}
