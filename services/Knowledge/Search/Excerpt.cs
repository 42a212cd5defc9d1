using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// A few lines of plain text: the beginning, or the surroundings of the first word that was looked for.
/// </summary>
internal static class Excerpt
{
    private const int Length = 240;
    private const int Before = 80;

    public static string Of(string markdown, IReadOnlySet<string> stems)
    {
        var text = MarkdownText.ToTeaser(markdown);
        var hit =
            stems.Count == 0
                ? 0
                : GermanWords
                    .In(text)
                    .Where(word => word.Stems.Any(stems.Contains))
                    .Select(word => word.Index)
                    .FirstOrDefault();
        var start = hit <= Before ? 0 : WordStart(text, hit - Before);
        var end = start + Length >= text.Length ? text.Length : WordEnd(text, start + Length);
        return $"{(start > 0 ? "… " : "")}{text[start..end].Trim()}{(end < text.Length ? " …" : "")}";
    }

    private static int WordStart(string text, int near) =>
        text.IndexOf(' ', near) is var space and >= 0 ? space + 1 : near;

    // A text without any space is cut between two characters, never inside one.
    private static int WordEnd(string text, int near) =>
        text.LastIndexOf(' ', near, Length / 2) is var space and > 0 ? space
        : char.IsLowSurrogate(text[near]) ? near - 1
        : near;
}
