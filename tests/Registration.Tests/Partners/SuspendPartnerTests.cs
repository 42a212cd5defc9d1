using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Tests.Partners.Provisioning;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners;

[Collection(nameof(ProvisioningFixture))]
public sealed class SuspendPartnerTests(ProvisioningFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private readonly string city = $"stadt-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_suspended_partner_is_cut_off_while_its_queue_collects_and_it_comes_back_with_everything()
    {
        await registration.GivenPartner(city);
        await registration.GivenKey(city);
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(city));
        var connection = await ConnectAsync();
        using var link = service.WithLink(city, member, session);
        (await link.GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var resent = await service.Listen<ResendOrdered>();

        (await Suspend("Zugangsdaten sind abhandengekommen.")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var refused = await link.GetAsync($"/sessions/{session}/seat");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadFromJsonAsync<JsonNode>())!.Text("code").ShouldBe("partner-suspended");
        using var signedIn = service.As(member, city);
        (await signedIn.GetAsync("/me/seats")).StatusCode.ShouldBe(HttpStatusCode.OK, "who is signed in goes on");
        (await Listed()).ShouldBeFalse();
        (await service.Anonymous.GetFromJsonAsync<JsonNode>($"/partners/{city}"))!["suspended"]!
            .GetValue<bool>()
            .ShouldBeTrue();
        await Eventually.Holds(() => connection.IsOpen.ShouldBeFalse());
        // The client says that it is connected before the broker has let it in.
        await Should.ThrowAsync<RabbitMQClientException>(OpenAsync);
        (await Suspend("Ein anderer Grund.")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Report())["partner"]!.Text("suspendedBecause").ShouldBe("Ein anderer Grund.");
        var meanwhile = Guid.CreateVersion7();
        await service.Deliver(RegistrationFixture.Scheduled(meanwhile, 1, 5, 5));

        (await Resume()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Resume()).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await link.GetAsync($"/sessions/{session}/seat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Listed()).ShouldBeTrue();
        await resent.Next(message => message.Partner == city);
        resent.Heard.Count(message => message.Partner == city).ShouldBe(1);
        IChannel? channel = null;
        await Eventually.Holds(async () => channel = await OpenAsync());
        await Eventually.Holds(async () =>
            Wire.Read<SessionScheduled>((await channel!.BasicGetAsync($"notification.{city}", autoAck: true))!.Body)!
                .SessionId.ShouldBe(meanwhile)
        );
        (await Report())["partner"]!["suspendedAt"].ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Zeile\u0000zwei")]
    public async Task A_reason_is_needed(string reason)
    {
        await registration.GivenPartner(city);
        (await Suspend(reason)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Suspend(new string('x', 501))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_suspends_the_hub_itself_or_a_partner_that_is_not_there()
    {
        await registration.GivenPartner("stadtgespraeche");
        (
            await service.Organiser.PutAsJsonAsync("/partners/stadtgespraeche/suspension", new { reason = "Grund" })
        ).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Suspend("Grund")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Resume()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> Suspend(string reason) =>
        service.Organiser.PutAsJsonAsync($"/partners/{city}/suspension", new { reason });

    private Task<HttpResponseMessage> Resume() => service.Organiser.DeleteAsync($"/partners/{city}/suspension");

    private async Task<JsonNode> Report() =>
        (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{city}/report"))!;

    private async Task<bool> Listed() =>
        (await service.Anonymous.GetFromJsonAsync<JsonArray>("/partners"))!.Any(row => row!.Text("key") == city);

    private Task<IConnection> ConnectAsync() => registration.ConnectAsync(city, "only-for-tests");

    private async Task<IChannel> OpenAsync() => await (await ConnectAsync()).CreateChannelAsync();
}
