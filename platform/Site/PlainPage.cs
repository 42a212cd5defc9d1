using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Site;

/// <summary>
/// The page for when no page can be made any more, because the database is away or the page of problems fails itself: made
/// of nothing but words and the site's styles. Nobody ever gets an empty page.
/// </summary>
public static class PlainPage
{
    private const string Patience = "30";

    public static Task WriteAsync(HttpContext http, int status)
    {
        var (title, detail) = (ProblemWords.TitleOf(status), ProblemWords.DetailOf(status));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        NameWait(http.Response);
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.WriteAsync(Page(HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(detail)));
    }

    /// <summary>503 says in how many seconds to come again.</summary>
    internal static void NameWait(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = Patience;
        }
    }

    private static string Page(string title, string detail) =>
        $"""
            <!doctype html><html lang="de"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} – Stadtgespräche</title>
            <link rel="stylesheet" href="/lib/kern/kern.min.css"><link rel="stylesheet" href="/site.css"></head>
            <body><main id="inhalt"><div class="wrap page"><h1>{title}</h1><p class="lead">{detail}</p>
            <p class="actions"><a class="button" href="/">Zur Startseite</a></p></div></main></body></html>
            """;
}
