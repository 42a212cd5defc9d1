using System.Net;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>
/// A browser with its cookies that goes one step at a time, so that a test can lead it astray in between.
/// </summary>
internal sealed partial class Walker : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;

    public Walker() =>
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies });

    public Task<HttpResponseMessage> Get(Uri address) => client.GetAsync(address);

    public Task<HttpResponseMessage> Get(Uri site, string path) => Get(new Uri(site, path));

    /// <summary>Sends the form of the page at the same address.</summary>
    public async Task<HttpResponseMessage> Press(Uri site, string path, string? handler = null)
    {
        var html = await (await Get(site, path)).Content.ReadAsStringAsync();
        return await client.PostAsync(
            new Uri(site, handler ?? path),
            new FormUrlEncodedContent([
                new("formular", WebUtility.HtmlDecode(FormToken().Match(html).Groups["token"].Value)),
            ])
        );
    }

    /// <summary>Takes over a cookie header.</summary>
    public void Carry(Uri site, string header)
    {
        foreach (var cookie in header.Split("; "))
        {
            cookies.SetCookies(site, $"{cookie}; path=/");
        }
    }

    public string? Cookie(Uri address, string name) => cookies.GetCookies(address)[name]?.Value;

    /// <summary>From the hub's link through the city's login; answers the address to which that leads back.</summary>
    public async Task<Uri> Through(Uri site, string partner, string? goOn = null)
    {
        var sent = await Get(
            site,
            $"/anmelden/stadt/{partner}{(goOn is null ? "" : $"?weiter={Uri.EscapeDataString(goOn)}")}"
        );
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var back = await Get(sent.Headers.Location!);
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect, await back.Content.ReadAsStringAsync());
        return back.Headers.Location!;
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
