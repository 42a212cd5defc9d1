using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

[assembly: AssemblyFixture(typeof(MainJob))]

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// The main job, done once for all tests that look at what it leaves behind: a session is announced, booked full, changed and called off;
/// another is held, and what was learned is written down. Everything happens in the browser, without JavaScript, and in the inboxes.
/// </summary>
public sealed class MainJob : IAsyncLifetime
{
    public const string OnlineLink = "https://konferenz.example/raum-der-stadtgespraeche";
    private readonly Lazy<Task<CalledOffSession>> calledOff;
    private readonly Lazy<Task<HeldSession>> held;

    public MainJob()
    {
        calledOff = new(() => CalledOffSession.RunAsync(Platform, Browser));
        held = new(() => HeldSession.RunAsync(Platform, Browser));
    }

    public RunningPlatform Platform { get; } = new();

    public Browser Browser { get; } = new();

    public Task<CalledOffSession> CalledOff => calledOff.Value;

    public Task<HeldSession> Held => held.Value;

    /// <summary>Everything the hub sent to each partner since the start of the tests.</summary>
    public PartnerQueues Queues { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Platform.StartAsync();
        await Browser.StartAsync();
        Queues = await PartnerQueues.ListenAsync(Platform);
    }

    public async ValueTask DisposeAsync()
    {
        await (Queues?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Browser.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
