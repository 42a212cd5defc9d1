using System.Globalization;
using System.Text;

namespace Stadtgespraeche.Texts;

/// <summary>
/// Text from outside (files, forms, requests, other systems) as it is compared and kept: letters composed (NFC),
/// nothing that nobody sees, every kind of blank a space, every hyphen the one on the keyboard. Control characters stay
/// for the rules to refuse. Done once, at the border; done again it changes nothing.
/// </summary>
public static class CleanText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>One line: runs of blanks and line breaks are one space; null when nothing is left.</summary>
    public static string? Line(string? text)
    {
        var words = Characters(text)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is null or [] ? null : string.Join(' ', words);
    }

    /// <summary>
    /// A mail address as it is compared and kept: one line, lower case; null when nothing is left. Whether it is a good
    /// one is for others to say.
    /// </summary>
    public static string? Address(string? text) => Line(text)?.ToLowerInvariant().Normalize();

    /// <summary>The characters alone: several lines stay several, and blanks at both ends stay.</summary>
    public static string? Characters(string? text)
    {
        // Nearly all texts are ASCII, in which nothing is invisible but control characters.
        if (text is null || Ascii.IsValid(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var (before, joiner) = (default(Rune), false);
        // Half a surrogate pair is read as the replacement character, which the rules refuse.
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                joiner |= rune.Value == ZeroWidthJoiner && IsPicture(before);
                continue;
            }

            // One picture is joined of several: a family, a flag.
            if (joiner && IsPicture(rune))
            {
                clean.Append((char)ZeroWidthJoiner);
            }

            (before, joiner) = (rune, false);
            clean.Append(
                Rune.GetUnicodeCategory(rune) switch
                {
                    UnicodeCategory.SpaceSeparator => " ",
                    UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "\n",
                    _ => rune.Value is 0x2010 or 0x2011 ? "-" : rune.ToString(),
                }
            );
        }

        return clean.ToString().Normalize();
    }

    private static bool IsPicture(Rune rune) =>
        rune.Value == 0xFE0F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    // Format characters (soft hyphen, marks of direction, byte order mark), letters without a shape, and what is no
    // character at all, which cannot be normalized either.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
        || rune.Value is >= 0x180B and <= 0x180F
        || rune.Value is >= 0xFE00 and <= 0xFE0E
        || rune.Value is >= 0xE0000 and <= 0xE0FFF
        || rune.Value is >= 0xFDD0 and <= 0xFDEF
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
