using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenIddict.Server;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.DataProtection.Tests.ErasureScene;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// Each process is killed in the middle of its own part: a lock of the test holds it there. What it had begun is
/// undone, what it had promised is kept, and the member hears of it once.
/// </summary>
public sealed class KilledErasureTests
{
    [Fact]
    public async Task Whoever_is_killed_in_the_middle_the_erasure_is_complete_everywhere_and_there_is_one_final_statement()
    {
        await using var scene = await ErasureScene.StartAsync();
        var settings = scene.Registration.Settings;
        var token = SignedIn.TokenBy(
            scene
                .Registration.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>()
                .CurrentValue.SigningCredentials[0],
            scene.Member,
            scene.City,
            AccessTokens.DefaultIssuer
        );
        await scene.StopAllAsync();
        var (member, hub, city) = (scene.Member, scene.Registration.Database, scene.CityService.Database);

        // Registration while it erases its own part: nothing of it happened, and the member asks again.
        await using (
            var own = await HeldRows.HoldAsync(hub, $"select from attendances where member_id = '{member}' for update")
        )
        await using (var doomed = Killable.Start("Registration", settings))
        {
            await doomed.ReadyAsync();
            var asked = EraseAsync(doomed.Client, token);
            if (await Task.WhenAny(asked, own.SomebodyWaitsAsync()) == asked)
            {
                Assert.Fail(
                    $"{(await asked).StatusCode} {await (await asked).Content.ReadAsStringAsync()}\n{string.Join('\n', doomed.Lines)}"
                );
            }

            await doomed.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(asked);
        }

        (await scene.FindAsync(["Geheimfrage", "Zaubermaus"])).ShouldContain(row =>
            row.StartsWith("members") || row.StartsWith("seats")
        );
        await using (var doomed = Killable.Start("Registration", settings))
        {
            await doomed.ReadyAsync();
            (await EraseAsync(doomed.Client, token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await doomed.KillAsync();
        }

        // Knowledge while it erases, and Registration while it hears of it.
        scene.Scheduling = await ServiceUnderTest<SchedulingDbContext>.StartAsync(scene.Scheduling.Settings);
        await using (
            var knowledge = await HeldRows.HoldAsync(
                scene.Knowledge.Database,
                $"select from attendances where member_id = '{member}' for update"
            )
        )
        await using (var doomed = Killable.Start("Knowledge", scene.Knowledge.Settings))
        await using (var registration = Killable.Start("Registration", settings))
        {
            await knowledge.SomebodyWaitsAsync();
            await doomed.KillAsync();
            await registration.ReadyAsync();
            await Eventually.Holds(async () =>
                (await OpenAsync(registration.Client)).ShouldBe(["knowledge", "notification"])
            );
        }

        await using var again = Killable.Start("Knowledge", scene.Knowledge.Settings);
        await using (var heard = await HeldRows.HoldAsync(hub, "select from erasures for update"))
        await using (var doomed = Killable.Start("Registration", settings))
        {
            await heard.SomebodyWaitsAsync();
            await doomed.KillAsync();
        }

        await using var last = Killable.Start("Registration", settings);
        await last.ReadyAsync();
        await Eventually.Holds(async () => (await OpenAsync(last.Client)).ShouldBe(["notification"]));
        await KillCityTwiceAsync(scene, city, member);
        await using var survivor = Killable.Start("Notification", scene.CityService.Settings);

        await Eventually.Holds(async () => (await OpenAsync(last.Client)).ShouldBeEmpty());
        (await scene.FindAsync(scene.Secrets)).ShouldBeEmpty();
        scene.Mails.To(Address).Count(mail => mail.Subject!.Contains("gelöscht")).ShouldBe(1);
        (await again.Client.GetStringAsync("/contributions")).ShouldContain("Was wir gelernt haben");
    }

    /// <summary>When it takes the order, and when the statement is out and it erases.</summary>
    private static async Task KillCityTwiceAsync(ErasureScene scene, string city, Guid member)
    {
        await using (
            var order = await HeldRows.HoldAsync(city, $"select from members where id = '{member}' for update")
        )
        await using (var doomed = Killable.Start("Notification", scene.CityService.Settings))
        {
            await order.SomebodyWaitsAsync();
            await doomed.KillAsync();
        }

        var (arrived, taken) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Mails.OnMail = async (_, cancellationToken) =>
        {
            arrived.TrySetResult();
            await taken.Task.WaitAsync(cancellationToken);
            return null;
        };
        await using var eraser = Killable.Start("Notification", scene.CityService.Settings);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(10));
        // The clock's turns go on while the statement is under way; what it is to be sent to stays.
        for (var turn = 0; turn < 2; turn++)
        {
            var seen = await LastSeenAsync(city);
            await Eventually.Holds(async () => (await LastSeenAsync(city)).ShouldBeGreaterThan(seen));
        }

        (await scene.FindAsync([Address])).ShouldNotBeEmpty();
        await using var statement = await HeldRows.HoldAsync(city, "select from erasures for update");
        taken.SetResult();
        await statement.SomebodyWaitsAsync();
        await eraser.KillAsync();
        (await scene.FindAsync([Address])).ShouldNotBeEmpty();
    }

    private static async Task<DateTime> LastSeenAsync(string city)
    {
        await using var database = NpgsqlDataSource.Create(city);
        await using var ask = database.CreateCommand("select last_seen from installations");
        return (DateTime)(await ask.ExecuteScalarAsync())!;
    }

    private static async Task<HttpResponseMessage> EraseAsync(HttpClient registration, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/me/erasure")
        {
            Content = JsonContent.Create(new { statusCode = Code }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await registration.SendAsync(request);
    }
}
