extern alias gateway;

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

/// <summary>openid-client, which we did not write, at the address that all frontends use: the gateway's.</summary>
public sealed class StandardClientTests(RegistrationFixture registration)
{
    [Fact]
    public async Task A_standard_client_signs_in_at_the_gateway_refreshes_and_its_family_ends_when_a_token_is_reused()
    {
        var issuer = new Uri($"http://localhost:{ServerProcess.FreePort()}/");
        await using var host = await SignInHost.StartAsync(registration, issuer: issuer);
        await using var front = StartGateway(issuer, host.Address);
        var member = await registration.GivenMember();
        var cookie = await host.SignIn(member);

        var said = JsonNode.Parse(
            await NodeProgram.RunAsync(
                "OpenId",
                ["sign-in.mjs", $"{issuer}", SignInHost.Portal, SignInHost.PortalSecret, SignInHost.Redirect, cookie]
            )
        )!;

        ((string?)said["issuer"]).ShouldBe($"{issuer}");
        ((string?)said["claims"]!["sub"]).ShouldBe($"{member}");
        ((string?)said["user"]!["name"]).ShouldBe("Erika Beispiel");
        ((int?)said["expiresIn"]).ShouldNotBeNull().ShouldBeInRange(295, 300);
        ((bool)said["rotated"]!).ShouldBeTrue();
        ((string?)said["reused"]).ShouldBe("invalid_grant");
        ((string?)said["familyAfterReuse"]).ShouldBe("invalid_grant");
        said["userAfterReuse"].ShouldNotBeNull();
        (
            await registration.Query(db => db.DeviceSessions.AnyAsync(session => session.AccountId == member))
        ).ShouldBeFalse();
    }

    private static WebApplicationFactory<gateway::Program> StartGateway(Uri address, Uri registration)
    {
        var factory = new WebApplicationFactory<gateway::Program>().WithWebHostBuilder(web =>
            web.UseSetting("services:registration:http:0", $"{registration}")
                .UseSetting("SignIn:Authority", $"{registration}")
                .UseSetting("SignIn:Issuer", $"{address}")
        );
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, address.Port));
        factory.StartServer();
        return factory;
    }
}
