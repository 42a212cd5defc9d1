using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.DataProtection.Tests.ErasureScene;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// A city leaves, and each process is killed in the middle of its own part: a lock of the test holds it there.
/// Afterwards the hub has nothing of it but its name under what was published and the proof; what the city has stays
/// the city's.
/// </summary>
public sealed class PartnerLeavesTests
{
    [Fact]
    public async Task Whoever_is_killed_in_the_middle_the_hub_forgets_the_city_and_says_what_was_deleted()
    {
        await using var scene = await ErasureScene.StartAsync();
        var settings = new Dictionary<string, string>(scene.Registration.Settings)
        {
            ["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT")!,
        };
        var organiser = (
            scene.City,
            Token: SignedIn.TokenBy(
                scene
                    .Registration.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>()
                    .CurrentValue.SigningCredentials[0],
                Guid.CreateVersion7(),
                "stadtgespraeche",
                AccessTokens.DefaultIssuer,
                "organiser"
            )
        );
        await scene.StopAllAsync();
        var hub = scene.Registration.Database;

        // Registration while it erases the first member.
        await using (
            var own = await HeldRows.HoldAsync(
                hub,
                $"select from attendances where member_id = '{scene.Member}' for update"
            )
        )
        await using (var doomed = Killable.Start("Registration", settings))
        {
            await doomed.ReadyAsync();
            (await SendAsync(doomed.Client, organiser, HttpMethod.Put)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await own.SomebodyWaitsAsync();
            await doomed.KillAsync();
        }

        // Knowledge while it erases the author; the others go on meanwhile.
        scene.Scheduling = await ServiceUnderTest<SchedulingDbContext>.StartAsync(scene.Scheduling.Settings);
        await using (
            var author = await HeldRows.HoldAsync(
                scene.Knowledge.Database,
                $"select from attendances where member_id = '{scene.Member}' for update"
            )
        )
        await using (var doomed = Killable.Start("Knowledge", scene.Knowledge.Settings))
        await using (var registration = Killable.Start("Registration", settings))
        {
            await author.SomebodyWaitsAsync();
            await doomed.KillAsync();
            await registration.KillAsync();
        }

        // Registration while it hears what Knowledge deleted of the city itself.
        await using var knowledge = Killable.Start("Knowledge", scene.Knowledge.Settings);
        await using (var registration = Killable.Start("Registration", settings))
        {
            await registration.ReadyAsync();
            await Eventually.Holds(async () =>
                (await PartsAsync(registration.Client, organiser)).ShouldContain(part =>
                    part["owner"]!.ToString() == "registration" && part["completedAt"] != null
                )
            );
            await registration.KillAsync();
        }

        // The city while it hears the last message, and Registration while it hears the answer and empties the broker.
        await using var last = Killable.Start("Registration", settings);
        await last.ReadyAsync();
        await using (var city = await HeldRows.HoldAsync(scene.CityService.Database, "select from members for update"))
        await using (var doomed = Killable.Start("Notification", scene.CityService.Settings))
        {
            await city.SomebodyWaitsAsync();
            await doomed.KillAsync();
        }

        await using var survivor = Killable.Start("Notification", scene.CityService.Settings);
        await Eventually.Holds(async () => (await StateAsync(last.Client, organiser))["completedAt"].ShouldNotBeNull());

        var parts = (await PartsAsync(last.Client, organiser)).ToDictionary(part => part["owner"]!.ToString());
        parts.Values.ShouldAllBe(part => part["completedAt"] != null);
        parts["registration"]["counts"]!["seats"]!.GetValue<int>().ShouldBe(1);
        parts["knowledge"]["counts"]!["contributions"]!.GetValue<int>().ShouldBe(1);
        (
            await scene.FindAsync(scene.Secrets, [hub, scene.Scheduling.Database, scene.Knowledge.Database])
        ).ShouldBeEmpty();
        (await knowledge.Client.GetStringAsync("/contributions")).ShouldContain("Musterstadt");
        (await scene.FindAsync(["Zaubermaus"], [scene.CityService.Database])).ShouldNotBeEmpty(
            "the city's data is the city's"
        );
        scene.Mails.To(Address).ShouldNotContain(mail => mail.Subject!.Contains("gelöscht"));
    }

    private static async Task<JsonNode> StateAsync(HttpClient registration, (string City, string Token) organiser) =>
        (
            await (await SendAsync(registration, organiser, HttpMethod.Get))
                .EnsureSuccessStatusCode()
                .Content.ReadFromJsonAsync<JsonNode>()
        )!;

    private static async Task<List<JsonNode>> PartsAsync(
        HttpClient registration,
        (string City, string Token) organiser
    ) => [.. (await StateAsync(registration, organiser))["parts"]!.AsArray().Select(part => part!)];

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient registration,
        (string City, string Token) organiser,
        HttpMethod method
    ) =>
        registration.SendAsync(
            new HttpRequestMessage(method, $"/partners/{organiser.City}/removal")
            {
                Content = method == HttpMethod.Put ? JsonContent.Create(new { confirmation = organiser.City }) : null,
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", organiser.Token) },
            }
        );
}
