using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Reads the JSON of real servers: raw control characters, half surrogates, wrong encodings, and values of an
/// unexpected kind do no harm.
/// </summary>
public static partial class OParlJson
{
    public const int LongestText = 200;

    /// <summary>The one character (no letter of any script) that the normalization refuses.</summary>
    private const string Refused = "\uFFFE";

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
    /// A text (or number) without control characters and superfluous blanks, at most <paramref name="longest"/> long;
    /// null when there is none.
    /// </summary>
    public static string? Text(this JsonElement element, string name, int longest = LongestText) =>
        Text(element.Member(name), longest);

    public static string? Text(JsonElement? value, int longest = LongestText)
    {
        if (value is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } found)
        {
            return null;
        }

        var clean = new StringBuilder();
        foreach (
            var rune in (found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText())
                .Replace(Refused, "")
                .Normalize()
                .EnumerateRunes()
        )
        {
            // Invisible marks would make two names out of one, and turn the direction of what stands beside them in a
            // mail.
            var blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Format
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
                || (blank && (clean.Length == 0 || clean[^1] == ' '))
            )
            {
                continue;
            }

            clean.Append(blank ? " " : rune.ToString());
            if (clean.Length > longest)
            {
                break;
            }
        }

        var text = (clean.Length > longest ? clean.ToString(0, longest) : clean.ToString()).TrimEnd();
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            text = text[..^1];
        }

        return text.Length == 0 ? null : text;
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
        else if (
            text.Length > 10
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment)
        )
        {
            date = DateOnly.FromDateTime(
                Zoned.IsMatch(text) ? TimeZoneInfo.ConvertTime(moment, GermanTime.Zone).DateTime : moment.DateTime
            );
        }

        if (date is { Year: > 1900 and < 2200 })
        {
            return true;
        }

        date = null;
        return false;
    }

    public static bool IsTrue(this JsonElement element, string name) =>
        element.Member(name)?.ValueKind == JsonValueKind.True;

    /// <summary>
    /// The last part of the type's address (<c>https://schema.oparl.org/1.0/Person</c>); null where there is none.
    /// </summary>
    public static string? TypeOf(this JsonElement element) =>
        element.Text("type")?.TrimEnd('/').Split('/', '#', ':')[^1] is { Length: > 0 } type ? type : null;

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

    [GeneratedRegex(@"(Z|[+-]\d\d:?\d\d)$")]
    private static partial Regex Zoned { get; }
}
