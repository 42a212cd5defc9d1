using System.Text.RegularExpressions;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Api;

/// <summary>
/// Reads texts that people typed: cleaned (<see cref="CleanText"/>), trimmed, line ends as \n. Refuses with stable codes what is missing
/// (<c>…-missing</c>), too long (<c>…-too-long</c>), marked up (<c>text-contains-html</c>; a plain &lt; is fine) or not
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
    ) => Read(errors, field, code, text, longest, missing, LineNoise(), Markup());

    /// <summary>Several lines of plain text.</summary>
    public static string? ReadLines(
        this FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing = null
    ) => Read(errors, field, code, text, longest, missing, LinesNoise(), Markup());

    /// <summary>Several lines of Markdown, where an address may stand in angle brackets.</summary>
    public static string? ReadMarkdown(
        this FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing = null
    ) => Read(errors, field, code, text, longest, missing, LinesNoise(), MarkupInMarkdown());

    private static string? Read(
        FieldErrors errors,
        string field,
        string code,
        string? text,
        int longest,
        string? missing,
        Regex noise,
        Regex markup
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

        if (markup.IsMatch(text))
        {
            errors.Add(
                field,
                "text-contains-html",
                "Bitte schreiben Sie Text ohne HTML: Spitze Klammern wie in <b> sind hier nicht erlaubt."
            );
        }

        return text;
    }

    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex LineNoise();

    [GeneratedRegex(@"[\p{Cc}-[\n\t]]")]
    private static partial Regex LinesNoise();

    [GeneratedRegex(@"<(/?[A-Za-z]|!|\?)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"<(?!https?://|mailto:|[^\s<>@]+@[^\s<>@]+>)(/?[A-Za-z]|!|\?)")]
    private static partial Regex MarkupInMarkdown();
}
