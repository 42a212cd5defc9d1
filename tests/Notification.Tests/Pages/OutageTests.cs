using System.Net;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Pages;

/// <summary>The city's database goes away while an administrator works.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Without_its_database_the_city_says_when_to_come_again_and_nobody_is_signed_out()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var database = await MigratedDatabase.CreateForAsync(typeof(NotificationDbContext), postgres);
        await using var city = await City.StartAsync(new() { ["ConnectionStrings:database"] = database });
        var cookie = await CityPages.SignedIn(city);
        using var client = city.Service.WithoutRedirects();
        (await GetAsync(client, cookie, "/mitglieder")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await postgres.StopAsync();

        foreach (var path in (string[])["/", "/mitglieder", "/rechtliches", "/protokoll"])
        {
            using var answer = await GetAsync(client, cookie, path);
            var page = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, page);
            answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
            page.ShouldContain("gerade nicht erreichbar");
            page.ShouldContain("site.css");
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }

        await postgres.StartAgainAsync();
        await Eventually.Holds(async () =>
            (await GetAsync(client, cookie, "/mitglieder")).StatusCode.ShouldBe(HttpStatusCode.OK)
        );
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string cookie, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }
}
