using System.Net;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Portal.Web;

/// <summary>The words of a text without its form, for machines.</summary>
public static partial class PlainText
{
    private const int TeaserLength = 160;

    public static string OfHtml(string? html) =>
        Blanks.Replace(WebUtility.HtmlDecode(Tags.Replace(html ?? "", " ")), " ").Trim();

    /// <summary>The beginning, as search engines and previews show it.</summary>
    public static string Teaser(string text)
    {
        if (text.Length <= TeaserLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', TeaserLength - 1);
        return $"{text[..(end > 0 ? end : TeaserLength - 1)]} …";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }
}
