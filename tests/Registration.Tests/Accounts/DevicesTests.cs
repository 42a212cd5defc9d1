using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Accounts;

/// <summary>"My devices": <c>GET /me/devices</c> and <c>DELETE /me/devices/{id}</c>.</summary>
public sealed class DevicesTests(RegistrationFixture registration) : IAsyncLifetime
{
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private SignInHost host = null!;
    private Guid member;

    public async ValueTask InitializeAsync()
    {
        host = await SignInHost.StartAsync(registration);
        member = await registration.GivenMember();
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_member_sees_the_own_devices_and_which_of_them_asks()
    {
        await host.SignIn(member, SignInMethod.Mail);
        var cookie = await host.SignIn(member);
        await host.SignIn(await registration.GivenMember());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me/devices");
        request.Headers.Authorization = new(
            "Bearer",
            (string)(await new Frontend(host).SignIn(cookie))["access_token"]!
        );

        var devices = (
            await (await host.Browser.SendAsync(request)).Content.ReadFromJsonAsync<ListDevices.Response>()
        )!.Devices;

        devices
            .Select(device => (device.Method, device.Current, device.Name))
            .ShouldBe([("passkey", true, "Browser"), ("mail", false, "Browser")]);
        devices.ShouldAllBe(device => device.LastUsedAt >= device.SignedInAt);
    }

    [Fact]
    public async Task Ending_a_device_ends_what_it_holds_once_and_is_fine_twice()
    {
        var stolen = await host.SignIn(member);
        var device = await Device(member);
        var kept = await host.SignIn(member);
        var tokens = await new Frontend(host).SignIn(stolen);
        using var client = service.As(member, Bamberg);

        for (var twice = 0; twice < 2; twice++)
        {
            (await client.DeleteAsync($"/me/devices/{device}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var frontend = new Frontend(host);
        (await frontend.Ask(frontend.Request(("prompt", "none")), stolen)).Headers.Location!.Query.ShouldContain(
            "login_required"
        );
        ((string?)(await frontend.Refresh((string)tokens["refresh_token"]!))["error"]).ShouldBe("invalid_grant");
        (await frontend.Code(kept)).ShouldNotBeEmpty();
        var entry = (
            await registration.Query(db => db.Set<AuditEntry>().Where(row => row.TargetId == $"{device}").ToListAsync())
        ).ShouldHaveSingleItem();
        (entry.Operation, entry.TargetKind, entry.ActorId).ShouldBe(("EndDevice", "device", member));
    }

    [Fact]
    public async Task Of_several_who_end_a_device_at_once_all_are_told_that_it_has_ended()
    {
        await host.SignIn(member);
        var device = await Device(member);
        using var client = service.As(member, Bamberg);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => client.DeleteAsync($"/me/devices/{device}"))
        );
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Another_persons_device_is_answered_like_an_unknown_one_and_stays()
    {
        var other = await registration.GivenMember();
        await host.SignIn(other);
        var device = await Device(other);
        using var client = service.As(member, Bamberg, "organiser", "operator");

        var (others, unknown) = (
            await client.DeleteAsync($"/me/devices/{device}"),
            await client.DeleteAsync($"/me/devices/{Guid.NewGuid()}")
        );

        (others.StatusCode, await others.Content.ReadAsStringAsync()).ShouldBe(
            (unknown.StatusCode, await unknown.Content.ReadAsStringAsync())
        );
        (await registration.Query(db => db.DeviceSessions.AnyAsync(row => row.Id == device))).ShouldBeTrue();
        (
            await registration.Query(db => db.Set<AuditEntry>().AnyAsync(row => row.TargetId == $"{device}"))
        ).ShouldBeFalse();
    }

    private async Task<Guid> Device(Guid of) =>
        (await registration.Query(db => db.DeviceSessions.SingleAsync(row => row.AccountId == of))).Id;
}
