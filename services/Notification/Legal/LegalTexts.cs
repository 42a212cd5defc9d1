using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Legal;

/// <summary>The legal pages as somebody gives them, plain text; empty: not given.</summary>
public sealed record LegalTexts(string Imprint, string Privacy, string Accessibility, string FeedbackAddress)
{
    /// <summary>Characters of one text.</summary>
    public const int Longest = 50_000;

    public bool Complete => !Missing().Any();

    /// <summary>The German names of the texts that are not given.</summary>
    public IEnumerable<string> Missing()
    {
        foreach (
            var (name, text) in new[]
            {
                ("Impressum", Imprint),
                ("Datenschutzerklärung", Privacy),
                ("Erklärung zur Barrierefreiheit", Accessibility),
                ("Adresse für Hinweise", FeedbackAddress),
            }
        )
        {
            if (text.Length == 0)
            {
                yield return name;
            }
        }
    }

    public static string Clean(string? text) => CleanText.Characters(text)?.ReplaceLineEndings("\n").Trim() ?? "";

    /// <summary>What the hub would refuse, each with its field and in German; empty: all is well.</summary>
    public IEnumerable<(string Field, string Message)> Faults()
    {
        foreach (
            var (field, text) in new[]
            {
                (nameof(Imprint), Imprint),
                (nameof(Privacy), Privacy),
                (nameof(Accessibility), Accessibility),
            }
        )
        {
            if (text.Length > Longest)
            {
                yield return (field, $"Der Text darf höchstens {Longest} Zeichen haben.");
            }
            else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            {
                yield return (
                    field,
                    "Der Text enthält Zeichen, die man nicht sehen kann. Bitte fügen Sie ihn als reinen Text ein."
                );
            }
        }

        if (FeedbackAddress.Length > 0 && !MemberRules.IsAddress(FeedbackAddress))
        {
            yield return (nameof(FeedbackAddress), "Das ist keine vollständige E-Mail-Adresse.");
        }
    }
}
