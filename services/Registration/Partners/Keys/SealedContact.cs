using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// Seals somebody's name and address for the hub's own Notification, as a JSON object <c>{"name", "address"}</c>; the
/// length tells nothing.
/// </summary>
internal static class SealedContact
{
    private const int Step = 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Seal(string name, string address, PartnerEncryptionKey key) =>
        PartnerSeal.Seal(JsonSerializer.Serialize(new { name, address }, Json), Step, key.KeyId, key.PublicKey);
}
