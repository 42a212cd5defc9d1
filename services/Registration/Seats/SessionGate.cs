namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Lets few bookings of one session at a time to the database. All others would wait there for the session's row as
/// well, but each with a connection, until bookings of other sessions find none. Who gets no turn in time is told to
/// try again.
/// </summary>
internal sealed class SessionGate
{
    // One at work, one that already waits for the row when the first commits.
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Sessions that share a gate only wait a little longer.
    private readonly SemaphoreSlim[] gates =
    [
        .. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(AtOnce, AtOnce)),
    ];

    /// <summary>Dispose to leave; null: no turn in time.</summary>
    public async Task<IDisposable?> EnterAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var gate = gates[(uint)sessionId.GetHashCode() % gates.Length];
        return await gate.WaitAsync(Patience, cancellationToken) ? new Turn(gate) : null;
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
