using System.Globalization;
using System.Text;
using Stadtgespraeche.Registration.Municipalities;

namespace Stadtgespraeche.Registration.Applications.Decisions;

/// <summary>
/// A partner's key made from a name: lower case a to z, digits, hyphens inside. It names queues, exchanges and broker
/// users, so it never changes.
/// </summary>
internal static class SuggestPartnerKey
{
    public const int Longest = 63;
    private const string WithoutLetters = "kommune";

    /// <summary>Made from what people call the applicant, with a number at the end when that key is taken.</summary>
    public static string From(string name, IReadOnlySet<string> taken)
    {
        var key = Cut(Ascii(KnownApplicants.ShortName(name)), Longest);
        if (key.Length == 0)
        {
            key = WithoutLetters;
        }

        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : $"-{number}";
            var suggested = Cut(key, Longest - suffix.Length) + suffix;
            if (!taken.Contains(suggested))
            {
                return suggested;
            }
        }
    }

    // Umlauts as in addresses (Municipality.Fold), other letters lose their accent; everything else is left out.
    private static string Ascii(string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (var letter in Municipality.Fold(name).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            {
                ascii.Append(letter);
            }
            else if (
                CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && ascii.Length > 0
                && ascii[^1] != '-'
            )
            {
                ascii.Append('-');
            }
        }

        return ascii.ToString();
    }

    private static string Cut(string key, int longest) => (key.Length > longest ? key[..longest] : key).Trim('-');
}
