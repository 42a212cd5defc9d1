using System.Text.RegularExpressions;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Api;

/// <summary>
/// Reads texts that people typed: cleaned (<see cref="CleanText"/>), trimmed, line ends as \n. Refuses with stable codes
/// what is missing (<c>…-missing</c>), too long (<c>…-too-long</c>), marked up (<c>text-contains-html</c>;
/// "Aufwand&lt;Nutzen" is text) or not
/// text (<c>text-contains-control-characters</c>).
/// </summary>
public static partial class FieldTexts
{
    /// <summary>
    /// One line; null when nothing stands there. <paramref name="missing"/> is what to say then, where the field is
    /// required.
    /// </summary>
    public static string? ReadLine(
        this FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing = null
    ) => Read(errors, field, code, text, longest, missing, LineNoise());

    /// <summary>Several lines of plain text.</summary>
    public static string? ReadLines(
        this FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing = null
    ) => Read(errors, field, code, text, longest, missing, LinesNoise());

    /// <summary>Several lines of Markdown, where an address may stand in angle brackets.</summary>
    public static string? ReadMarkdown(
        this FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing = null
    ) => Read(errors, field, code, text, longest, missing, LinesNoise());

    private static string? Read(
        FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing,
        Regex noise
    )
    {
        text = CleanText.Characters(text)?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (missing is not null)
            {
                errors.Add(field, $"{code}-missing", missing);
            }

            return null;
        }

        if (text.Length > longest)
        {
            errors.Add(
                field,
                $"{code}-too-long",
                $"Bitte fassen Sie sich kürzer: höchstens {longest} Zeichen, jetzt sind es {text.Length}."
            );
        }

        if (noise.IsMatch(text))
        {
            errors.Add(
                field,
                "text-contains-control-characters",
                "Dieser Text enthält Zeichen, die nicht dargestellt werden können."
            );
        }

        if (Markup().IsMatch(text))
        {
            errors.Add(
                field,
                "text-contains-html",
                "Bitte schreiben Sie Text ohne HTML: Auszeichnungen wie <b> sind hier nicht erlaubt."
            );
        }

        return text;
    }

    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex LineNoise();

    [GeneratedRegex(@"[\p{Cc}-[\n\t]]")]
    private static partial Regex LinesNoise();

    // Elements of HTML only: what else stands in angle brackets is text, and shown as such.
    [GeneratedRegex(
        @"<!--|<!doctype|<\?xml|</?(a|abbr|address|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|center|code|"
            + @"dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|"
            + @"i|iframe|img|input|ins|label|li|link|main|mark|marquee|math|meta|nav|noscript|object|ol|option|p|pre|s|script|"
            + @"section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|"
            + @"tfoot|th|thead|title|tr|u|ul|video)([\s/][^<>]*)?>",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Markup();
}
