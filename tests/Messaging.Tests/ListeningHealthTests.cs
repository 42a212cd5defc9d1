using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Messaging.Tests;

public sealed class ListeningHealthTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly RelayState relay = new();

    [Fact]
    public async Task A_part_that_sends_but_no_longer_consumes_is_unhealthy()
    {
        var listening = new Listening(Consumers.OfHub("test", [typeof(WriteDownWhenThingHappened)]), time);
        var health = new ListeningHealth(listening, relay);
        relay.Connected();
        (await StatusAsync(health)).ShouldBe(HealthStatus.Degraded, "it may just be starting");

        time.Advance(TimeSpan.FromMinutes(3));

        (await StatusAsync(health)).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_broker_that_is_away_makes_nobody_start_the_part_anew()
    {
        var listening = new Listening(Consumers.OfHub("test", [typeof(WriteDownWhenThingHappened)]), time);
        relay.Failed("away");
        time.Advance(TimeSpan.FromHours(3));

        (await StatusAsync(new ListeningHealth(listening, relay))).ShouldBe(HealthStatus.Degraded);
    }

    private static async Task<HealthStatus> StatusAsync(ListeningHealth health) =>
        (await health.CheckHealthAsync(new HealthCheckContext())).Status;
}
