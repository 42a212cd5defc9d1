using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Reads the JSON of real servers: raw control characters, half surrogates, wrong encodings, and values of an
/// unexpected kind do no harm.
/// </summary>
public static partial class OParlJson
{
    public const int LongestText = 200;

    public static JsonDocument Parse(ReadOnlySpan<byte> bytes, string? charset)
    {
        var text = EncodingOf(charset).GetString(bytes).TrimStart('\uFEFF');
        // Inside strings they are forbidden, outside they are blanks: either way a blank does.
        text = string.Create(
                text.Length,
                text,
                (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = source[i] < ' ' ? ' ' : source[i];
                    }
                }
            )
            .Trim();
        if (text.StartsWith('<'))
        {
            throw new OParlFault("Der Server antwortet mit einer Webseite statt mit Daten.", passing: true);
        }

        text = Surrogates.Replace(text, match => match.Length == 6 ? "\\ufffd" : match.Value);
        try
        {
            return JsonDocument.Parse(
                text,
                new()
                {
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                    MaxDepth = 64,
                }
            );
        }
        catch (JsonException)
        {
            throw new OParlFault("Die Antwort des Servers ist kein gültiges JSON.", passing: true);
        }
    }

    /// <summary>The property of an object; null when there is none or it is null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    /// <summary>
    /// The entries of what should be a list: an object in its place is a list of one, and one with numbers for names is
    /// a list that some program has filtered. Null when it is neither.
    /// </summary>
    public static IReadOnlyList<JsonElement>? Items(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray()],
            JsonValueKind.Object => element.EnumerateObject().ToList() is { Count: > 0 } properties
            && properties.All(property => property.Name.All(char.IsAsciiDigit))
                ? [.. properties.Select(property => property.Value)]
                : [element],
            _ => null,
        };

    /// <summary>
    /// A text (or number) for people, cleaned, at most <paramref name="longest"/> long; null when there is none, and
    /// where "N/A" or a dash says so.
    /// </summary>
    public static string? Text(this JsonElement element, string name, int longest = LongestText) =>
        Text(element.Member(name), longest);

    public static string? Text(JsonElement? value, int longest = LongestText)
    {
        if (Address(value, longest) is not { } text)
        {
            return null;
        }

        // Names that were made for a web page: "M&uuml;ller".
        text = text.Contains('&') ? Address(WebUtility.HtmlDecode(text), longest) ?? "" : text;
        return NoValue.IsInName(text) ? null : text;
    }

    /// <summary>As it stands there, for machines: an id or where something is.</summary>
    public static string? Address(JsonElement? value, int longest) =>
        value switch
        {
            { ValueKind: JsonValueKind.String } text => Address(text.GetString()!, longest),
            { ValueKind: JsonValueKind.Number } number => Address(number.GetRawText(), longest),
            _ => null,
        };

    private static string? Address(string raw, int longest)
    {
        var visible = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                visible.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            }
        }

        if (CleanText.Line(visible.ToString()) is not { } text || text.Length <= longest)
        {
            return CleanText.Line(visible.ToString());
        }

        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end].TrimEnd();
    }

    /// <summary>
    /// The day in Germany; false when something stands there that is no date. An empty text is none at all.
    /// </summary>
    public static bool TryDate(this JsonElement element, string name, out DateOnly? date)
    {
        date = null;
        if (element.Text(name) is not { } text)
        {
            return true;
        }

        if (
            GermanDate.TryRead(text, out var day)
            || DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        )
        {
            date = day;
        }

        // How databases write that there is none.
        if (text.StartsWith("0000-00-00", StringComparison.Ordinal) || date is { Year: 1 or 9999 })
        {
            date = null;
            return true;
        }

        if (date is { Year: > 1900 and < 2200 })
        {
            return true;
        }

        date = null;
        return false;
    }

    public static bool IsTrue(this JsonElement element, string name) =>
        element.Member(name) is { } value
        && (
            value.ValueKind == JsonValueKind.True
            || (
                value.ValueKind == JsonValueKind.String
                && Address(value, LongestText)?.ToLowerInvariant() is "true" or "1"
            )
        );

    /// <summary>
    /// The last part of the type's address (<c>https://schema.oparl.org/1.0/Person</c>); null where there is none.
    /// </summary>
    public static string? TypeOf(this JsonElement element) =>
        Address(element.Member("type"), LongestText)?.TrimEnd('/').Split('/', '#', ':')[^1] is { Length: > 0 } type
            ? type
            : null;

    private static Encoding EncodingOf(string? charset)
    {
        var name = charset?.Trim('"', ' ').ToLowerInvariant();
        return name is "iso-8859-1" or "latin1" or "windows-1252" or "iso-8859-15"
            ? CodePagesEncodingProvider.Instance.GetEncoding(1252)!
            : Encoding.UTF8;
    }

    // An escaped backslash comes first, so that what stands behind it is not taken for the half of a pair.
    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex Surrogates { get; }
}
