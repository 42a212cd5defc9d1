namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// Tells the relay of this process that rows were committed. Several signals that nobody has waited for yet count as
/// one.
/// </summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim pending = new(0, 1);

    public void Wake()
    {
        try
        {
            if (pending.CurrentCount == 0)
            {
                pending.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another writer was quicker; one signal is enough for both.
        }
        catch (ObjectDisposedException)
        {
            // The process is ending, and what was committed is: the next one's relay finds it in the table.
        }
    }

    /// <summary>Returns at the signal or after the time, whichever is first.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        pending.WaitAsync(atMost, cancellationToken);

    public void Dispose() => pending.Dispose();
}
