using System.Text.Encodings.Web;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// <c>/api</c> for people: what the API is for, a first call that works as it stands, tokens, errors and repeating. The
/// text is <c>start.html</c>; the address of this gateway is put into it.
/// </summary>
internal static class StartPage
{
    private static readonly string Text = Read();

    public static IResult Handle(HttpRequest request) =>
        TypedResults.Text(
            Text.Replace("{address}", HtmlEncoder.Default.Encode($"{request.Scheme}://{request.Host}")),
            "text/html; charset=utf-8"
        );

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StartPage).Assembly.GetManifestResourceStream("start.html")!);
        return reader.ReadToEnd();
    }
}
