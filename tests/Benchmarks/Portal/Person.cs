using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>One browser: follows links and keeps cookies, over a connection of its own.</summary>
internal sealed partial class Person(Uri gateway) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = gateway };
    private string path = "/";

    /// <summary>
    /// Opens the link of the mail and presses the button; returns what each of the two took, and whether there is a seat.
    /// </summary>
    public async Task<(TimeSpan Page, TimeSpan Button, bool Seat)> AnswerAsync(string link)
    {
        var started = Stopwatch.GetTimestamp();
        var form = await ReadAsync($"/platz?t={link}&antwort=vor-ort");
        var page = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync(
            path,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["formular"] = Token.Match(form).Groups[1].Value,
                    ["Answer"] = "OnSite",
                }
            )
        );
        var words = await answer.Content.ReadAsStringAsync();
        return (
            page,
            Stopwatch.GetElapsedTime(started),
            answer.IsSuccessStatusCode && words.Contains("Ihr Platz ist gebucht", StringComparison.Ordinal)
        );
    }

    public async Task<string> ReadAsync(string address)
    {
        using var answer = await http.GetAsync(address);
        path = answer.RequestMessage!.RequestUri!.AbsolutePath;
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""name="formular"[^>]*value="([^"]+)""")]
    private static partial Regex Token { get; }
}
