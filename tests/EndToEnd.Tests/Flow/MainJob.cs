using System.Collections.Concurrent;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

[assembly: AssemblyFixture(typeof(MainJob))]

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// What people do on the platform, done once for all tests that look at what it leaves behind: a session is announced,
/// booked full, changed and called off; another is held, and what was learned is written down; members sign in, and one
/// has everything erased; a new city joins. Everything happens in the browser, without JavaScript except for passkeys,
/// and in the inboxes.
/// </summary>
public sealed class MainJob : IAsyncLifetime
{
    public const string OnlineLink = "https://konferenz.example/raum-der-stadtgespraeche";
    private readonly Lazy<Task<CalledOffSession>> calledOff;
    private readonly Lazy<Task<HeldSession>> held;
    private readonly Lazy<Task<MemberOnTwoDevices>> signedIn;
    private readonly Lazy<Task<ErasedMember>> erased;
    private readonly Lazy<Task<NewCity>> joined;
    private readonly Lazy<Task<string>> organiser;
    private readonly Lazy<Task<string>> operating;

    public MainJob()
    {
        calledOff = new(() => CalledOffSession.RunAsync(this));
        held = new(() => HeldSession.RunAsync(this));
        signedIn = new(() => MemberOnTwoDevices.RunAsync(this));
        erased = new(() => ErasedMember.RunAsync(this));
        joined = new(() => NewCity.RunAsync(this));
        organiser = new(() => Newcomer.ComeInAsync(this, "organiser"));
        operating = new(() => Newcomer.ComeInAsync(this, "operator"));
    }

    public RunningPlatform Platform { get; } = new();

    public Browser Browser { get; } = new();

    public Task<CalledOffSession> CalledOff => calledOff.Value;

    public Task<HeldSession> Held => held.Value;

    public Task<MemberOnTwoDevices> SignedIn => signedIn.Value;

    public Task<ErasedMember> Erased => erased.Value;

    public Task<NewCity> Joined => joined.Value;

    /// <summary>The cookies of an operator who is signed in.</summary>
    public Task<string> Operator => operating.Value;

    /// <summary>
    /// What opened a door on the way: codes and the values of cookies. None of it may stand anywhere.
    /// </summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    /// <summary>Everything the hub sent to each partner since the start of the tests.</summary>
    public PartnerQueues Queues { get; private set; } = null!;

    /// <summary>An organiser at the portal; the sign-in was done once.</summary>
    public async Task<OrganiserDesk> DeskAsync(int width = 1280, bool javaScript = false) =>
        new(await Browser.Person(Platform.Portal, width, javaScript, await organiser.Value));

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
