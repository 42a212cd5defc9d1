using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Server;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.SignIn.Tokens;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

public sealed class SigningKeysTests
{
    [Fact]
    public async Task Keys_follow_each_other_and_old_ones_verify_until_their_last_token_has_ended()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var service = await ServiceUnderTest<Program>.StartAsync(time: time);
        await using var replica = await ServiceUnderTest<Program>.StartAsync(service.Settings, time);
        var first = Current(service);
        Current(replica).ShouldBe(first);

        time.Advance(SigningKeys.Life);
        // The service refreshes by itself, too, and what it read before may come last.
        await Eventually.Holds(async () =>
        {
            await Task.WhenAll(Refresh(service), Refresh(replica));
            Known(service).Count.ShouldBe(2);
            Known(replica).Order().ShouldBe(Known(service).Order());
        });
        Current(service).ShouldBe(first, "a new key is published before it signs");

        time.Advance(SigningKeys.Notice + TimeSpan.FromMinutes(1));
        await Eventually.Holds(async () =>
        {
            await Task.WhenAll(Refresh(service), Refresh(replica));
            Current(service).ShouldNotBe(first);
            Current(replica).ShouldBe(Current(service));
        });
        var second = Current(service);
        Known(service).ShouldContain(first);

        time.Advance(SignInCookie.Lifetime + SigningKeys.Notice + TimeSpan.FromHours(1));
        await Eventually.Holds(async () =>
        {
            await Refresh(service);
            Known(service).ShouldBe([second]);
        });
        (await service.Anonymous.GetStringAsync("/.well-known/jwks")).ShouldContain(second);
    }

    [Fact]
    public async Task No_private_key_stands_open_in_the_database_or_in_what_is_published()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync();
        await using var scope = service.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<RegistrationDbContext>().SigningKeys.SingleAsync();
        row.Sealed.ShouldNotContain("{");
        var open = service
            .Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("signing-keys")
            .Unprotect(row.Sealed);
        open.ShouldContain("\"D\"");
        (await service.Anonymous.GetStringAsync("/.well-known/jwks")).ShouldNotContain("\"d\"");
    }

    private static Task Refresh(ServiceUnderTest<Program> service) =>
        service.Services.GetRequiredService<SigningKeys>().RefreshAsync(CancellationToken.None);

    private static string Current(ServiceUnderTest<Program> service) => Known(service)[0];

    private static List<string> Known(ServiceUnderTest<Program> service) =>
        [
            .. service
                .Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>()
                .CurrentValue.SigningCredentials.Select(key => key.Key.KeyId),
        ];
}
