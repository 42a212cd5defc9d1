namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// Lets only a few bookings of one session reach the database at a time. The others would wait there for the session's
/// row too, but each would hold a connection, until bookings of other sessions find none. A booking that gets no turn
/// in time is told to try again.
/// </summary>
internal sealed class BookingThrottle
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
