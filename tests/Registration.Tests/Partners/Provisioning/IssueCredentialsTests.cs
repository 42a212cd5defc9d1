using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>
/// Admitted, provisioned by the service itself, and given credentials: what works, what works no more, and what is
/// kept.
/// </summary>
[Collection(nameof(ProvisioningFixture))]
public sealed class IssueCredentialsTests(ProvisioningFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private readonly string city = $"neu-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task An_admitted_partner_gets_its_place_at_the_broker_by_itself_and_nobody_can_sign_in_before_credentials_are_issued()
    {
        await registration.GivenAdmitted(city, code: null);

        await Eventually.Holds(async () =>
            (
                await registration.Query(db => db.Partners.SingleAsync(row => row.Key == city))
            ).ProvisionedAt.ShouldNotBeNull()
        );

        (await service.Organiser.GetStringAsync("/partners/all")).ShouldContain(city);
        (await TestServers.Management.GetAsync($"api/users/{city}")).EnsureSuccessStatusCode();
        (await TestServers.Management.GetAsync(QueuePath)).EnsureSuccessStatusCode();
        await Should.ThrowAsync<BrokerUnreachableException>(() => registration.ConnectAsync(city, ""));
    }

    [Fact]
    public async Task New_credentials_end_those_before_and_only_hashes_are_kept()
    {
        await registration.GivenAdmitted(city, code: null);
        var first = await Issue();
        var connection = await registration.ConnectAsync(city, first.Password);

        var second = await Issue();

        await Eventually.Holds(() => connection.IsOpen.ShouldBeFalse());
        await Should.ThrowAsync<BrokerUnreachableException>(() => registration.ConnectAsync(city, first.Password));
        await (await registration.ConnectAsync(city, second.Password)).DisposeAsync();
        var row = await registration.Query(db =>
            db.Database.SqlQuery<string>(
                    $"select to_jsonb(partners)::text as \"Value\" from partners where key = {city}"
                )
                .SingleAsync()
        );
        foreach (var secret in (string[])[first.Password, second.Password, first.EnrolmentCode, second.EnrolmentCode])
        {
            row.ShouldNotContain(secret);
        }

        $"{second}".ShouldNotContain(second.Password);

        await Announce(new PartnerSigner(city), first.EnrolmentCode);
        (await Keys()).ShouldBe(0, "the code before counts no more");
        var key = new PartnerSigner(city);
        await Announce(key, second.EnrolmentCode);
        await Announce(new PartnerSigner(city), second.EnrolmentCode);
        (await Keys()).ShouldBe(1, "a code is good once");
        await Issue();
        await Announce(key, null);
        (await Keys()).ShouldBe(1, "who has a trusted key goes on");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_fourteen_days()
    {
        await registration.GivenAdmitted(city, code: null);
        var issued = await Issue();
        var expires = (
            await registration.Query(db => db.Partners.SingleAsync(row => row.Key == city))
        ).EnrolmentCodeExpiresAt;
        expires!.Value.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(14), TimeSpan.FromMinutes(5));
        await registration.Query(db =>
            db.Partners.Where(row => row.Key == city)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(
                        partner => partner.EnrolmentCodeExpiresAt,
                        TimeProvider.System.GetUtcNow().AddSeconds(-1)
                    )
                )
        );

        await Announce(new PartnerSigner(city), issued.EnrolmentCode);

        (await Keys()).ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_deleted_at_the_broker_is_there_again_after_a_start_with_the_same_password()
    {
        await registration.GivenAdmitted(city, code: null);
        var issued = await Issue();
        (await TestServers.Management.DeleteAsync($"api/users/{city}")).EnsureSuccessStatusCode();
        (await TestServers.Management.DeleteAsync(QueuePath)).EnsureSuccessStatusCode();

        await using var replica = await ServiceUnderTest<Program>.StartAsync(service.Settings);

        await Eventually.Holds(async () =>
        {
            await using var connection = await registration.ConnectAsync(city, issued.Password);
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclarePassiveAsync($"notification.{city}");
            await channel.BasicGetAsync($"notification.{city}", autoAck: true);
        });
    }

    [Fact]
    public async Task Without_a_broker_nothing_is_issued_and_what_was_issued_stays_good()
    {
        await registration.GivenAdmitted(city, code: null);
        var issued = await Issue();

        foreach (
            var (management, code) in ((string?, string)[])
                [(null, "provisioning-not-configured"), ("http://a:b@127.0.0.1:1", "broker-not-reachable")]
        )
        {
            using var away = new ProvisionAtBroker(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>
                        {
                            ["ConnectionStrings:rabbitmq"] = $"{service.Broker}",
                            ["Broker:Management"] = management,
                        }
                    )
                    .Build()
            );
            var (credentials, refused) = await registration.Query(db =>
                IssueCredentials.HandleAsync(db, away, TimeProvider.System, city, CancellationToken.None)
            );
            credentials.ShouldBeNull();
            (refused!.StatusCode, refused.ProblemDetails.Extensions["code"]).ShouldBe((503, code));
        }

        await (await registration.ConnectAsync(city, issued.Password)).DisposeAsync();
        // The broker is there again and the service sees to it that all is as it should be; only then this test may
        // speak as the city.
        await Eventually.Holds(async () =>
            (
                await registration.Query(db => db.Partners.SingleAsync(row => row.Key == city))
            ).ProvisionedAt.ShouldNotBeNull()
        );
        await Announce(new PartnerSigner(city), issued.EnrolmentCode);
        (await Keys()).ShouldBe(1);
    }

    private string QueuePath =>
        $"api/queues/{Uri.EscapeDataString(service.Broker.AbsolutePath.Trim('/'))}/notification.{city}";

    private async Task<IssueCredentials.Issued> Issue()
    {
        var (credentials, refused) = await registration.Query(db =>
            IssueCredentials.HandleAsync(
                db,
                service.Services.GetRequiredService<ProvisionAtBroker>(),
                TimeProvider.System,
                city,
                CancellationToken.None
            )
        );
        refused.ShouldBeNull();
        return credentials!;
    }

    private Task Announce(PartnerSigner key, string? code) =>
        registration.Say(city, new PartnerKeyAnnounced(city, key.KeyId, key.PublicKey, code));

    private Task<int> Keys() => registration.Query(db => db.PartnerKeys.CountAsync(key => key.Partner == city));
}
