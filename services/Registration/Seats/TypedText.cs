using System.Text;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// What a member typed: kept as it is, HTML included, because every reader escapes it. Only characters that no one can
/// see or store (controls, halves of a pair) are removed, line breaks become \n, and a text of blanks alone becomes
/// null.
/// </summary>
internal static class TypedText
{
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in CleanText.Characters(text)!.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')))
            {
                continue;
            }

            clean.Append(rune.ToString());
        }

        var trimmed = clean.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }
}
