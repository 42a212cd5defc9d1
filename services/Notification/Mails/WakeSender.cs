using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Wakes the senders when a transaction of this process was committed, since it may have planned mails; without it they
/// look once a second.
/// </summary>
public sealed class WakeSender : DbTransactionInterceptor
{
    private volatile TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Take it before looking into the queue, await it after: no commit in between is missed.</summary>
    public Task Changed => changed.Task;

    public void Wake() =>
        Interlocked
            .Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .TrySetResult();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Wake();
        return Task.CompletedTask;
    }
}
