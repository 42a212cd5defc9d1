using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>A password that is changed at the broker and put back.</summary>
public sealed class RefusedLoginTests
{
    private const string User = "stadt";
    private const string Good = "only-for-tests";

    [Fact]
    public async Task After_a_refused_login_a_service_hears_again_as_soon_as_its_password_counts()
    {
        await using var broker = await PrivateRabbitMq.StartAsync(management: true);
        using var management = ManagementOf(broker);
        var address = await AllowAsync(management, broker);
        await using var service = await TestService.StartAsync(
            broker: address,
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await service.PublishAsync(new ThingHappened("before"));
        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(1));

        await SetPasswordAsync(management, "another");
        // The management API lists a connection some seconds after it was made.
        await Eventually.Holds(async () =>
        {
            await DoneAsync(management.DeleteAsync($"api/connections/username/{User}"));
            service.Log.ShouldContain(line => line.Contains("Connection Failed", StringComparison.Ordinal));
        });
        await SetPasswordAsync(management, Good);

        await ShouldHearAsync(service, "after");
    }

    [Fact]
    public async Task A_service_whose_first_login_is_refused_hears_as_soon_as_its_password_counts()
    {
        await using var broker = await PrivateRabbitMq.StartAsync(management: true);
        using var management = ManagementOf(broker);
        var address = await AllowAsync(management, broker);
        await SetPasswordAsync(management, "another");
        await using var service = await TestService.BeginAsync(
            broker: address,
            consumers: typeof(WriteDownWhenThingHappened)
        );
        await Eventually.Holds(() =>
            service.Log.ShouldContain(line => line.Contains("Connection Failed", StringComparison.Ordinal))
        );
        await SetPasswordAsync(management, Good);

        await ShouldHearAsync(service, "first");
    }

    private static async Task ShouldHearAsync(TestService service, string text)
    {
        await service.PublishAsync(new ThingHappened(text));
        await Eventually.Holds(async () => (await service.EffectsAsync()).ShouldContain(effect => effect.Text == text));
        await service.ReadyAsync();
    }

    private static async Task<Uri> AllowAsync(HttpClient management, PrivateRabbitMq broker)
    {
        await SetPasswordAsync(management, Good);
        await DoneAsync(
            management.PutAsJsonAsync(
                $"api/permissions/%2F/{User}",
                new
                {
                    configure = ".*",
                    write = ".*",
                    read = ".*",
                }
            )
        );
        return new UriBuilder(broker.Address) { UserName = User, Password = Good }.Uri;
    }

    private static HttpClient ManagementOf(PrivateRabbitMq broker) =>
        new()
        {
            BaseAddress = new UriBuilder(broker.Management) { UserName = "", Password = "" }.Uri,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(broker.Management.UserInfo))
                ),
            },
        };

    private static Task SetPasswordAsync(HttpClient management, string password) =>
        DoneAsync(management.PutAsJsonAsync($"api/users/{User}", new { password, tags = "" }));

    private static async Task DoneAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
