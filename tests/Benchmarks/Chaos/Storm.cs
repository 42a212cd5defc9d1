using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>An answer that the platform has acknowledged.</summary>
internal sealed record Acknowledged(string Answer, bool KeepOnlineSeat);

/// <summary>
/// Members who answer at random, change and cancel. Whoever hears nothing, or that the platform is away, sends the same
/// again until it is acknowledged, as people do. One person answers for one session at a time.
/// </summary>
internal sealed class Storm(Platform platform, IReadOnlyList<(Guid Id, string City)> members)
{
    private const int People = 16;
    private static readonly string[] Answers = ["OnSite", "OnSite", "Online", "Declined"];
    private int acknowledged;
    private int repeated;

    /// <summary>The last answer of each member for each session.</summary>
    public ConcurrentDictionary<(Guid Member, Guid Session), Acknowledged> Last { get; } = new();

    /// <summary>Answers with which nobody had to reckon: status and body.</summary>
    public ConcurrentQueue<string> Strange { get; } = new();

    public int Count => acknowledged;

    public int Repeated => repeated;

    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, People).Select(number => ActAsync(number, stop)));

    private async Task ActAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        var own = members.Where((_, index) => index % People == number).ToList();
        using var http = new HttpClient { BaseAddress = platform.Gateway, Timeout = TimeSpan.FromSeconds(30) };
        while (!stop.IsCancellationRequested)
        {
            var (member, city) = own[random.Next(own.Count)];
            var session = Platform.Session(random.Next(Platform.Sessions));
            var answer = new Acknowledged(Answers[random.Next(Answers.Length)], random.Next(3) == 0);
            while (!await TryAsync(http, platform.Link(member, city, session), session, answer))
            {
                Interlocked.Increment(ref repeated);
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }

            Last[(member, session)] = answer;
            Interlocked.Increment(ref acknowledged);
            await Task.Delay(random.Next(600), CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(HttpClient http, string link, Guid session, Acknowledged answer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/registration/sessions/{session}/seat")
        {
            Content = JsonContent.Create(answer),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", link) },
        };
        try
        {
            using var response = await http.SendAsync(request);
            if ((int)response.StatusCode is not (200 or 502 or 503 or 504))
            {
                Strange.Enqueue($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false; // the gateway itself is away
        }
    }
}
