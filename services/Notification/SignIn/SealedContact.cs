using System.Text.Json;
using Stadtgespraeche.Api;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.SignIn;

/// <summary>Whom the hub lets this deployment mail: a name and an address that it sealed and forgot.</summary>
internal sealed record SealedContact(string Name, string Address)
{
    private sealed record Content(string? Name, string? Address);

    /// <summary>Null: sealed for no key of this deployment, or no contact.</summary>
    public static SealedContact? Open(AddressKeys keys, string seal)
    {
        try
        {
            return
                keys.OpenText(seal) is { } text
                && JsonSerializer.Deserialize<Content>(text, JsonSerializerOptions.Web) is { } content
                && CleanText.Line(content.Name) is { } name
                && CleanText.Line(content.Address) is { } address
                ? new(name, MailboxSpelling.Of(address))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
