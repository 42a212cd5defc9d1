using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Tests;
using Stadtgespraeche.Testing;

[assembly: AssemblyFixture(typeof(SchedulingFixture))]

namespace Stadtgespraeche.Scheduling.Tests;

/// <summary>One Scheduling service for all tests of this assembly; each test makes its own sessions.</summary>
public sealed class SchedulingFixture : IAsyncLifetime
{
    public ServiceUnderTest<Program> Service { get; private set; } = null!;

    /// <summary>What Bamberg is told about impulses; a partner's exchange is there before somebody sends to it.</summary>
    public Listener<ImpulseProgressed> Steps { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceUnderTest<Program>.StartAsync();
        Steps = await Service.ListenAt<ImpulseProgressed>("bamberg");
    }

    /// <summary>A replica on the same database and broker, whose clock is ahead by <paramref name="offset"/>.</summary>
    public Task<ServiceUnderTest<Program>> AheadAsync(TimeSpan offset) =>
        ServiceUnderTest<Program>.StartAsync(Service.Settings, new ShiftedTime(offset));

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Steps.DisposeAsync();
    }

    private sealed class ShiftedTime(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
