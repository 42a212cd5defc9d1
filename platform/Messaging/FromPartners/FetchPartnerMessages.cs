using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// Brings partners' words from each partner's own queue to the one that all consumers share, in every replica side by
/// side. It takes a few from each partner in turn and no more than the consumers get done, so a flood waits in the queue
/// of whoever sent it.
/// </summary>
internal sealed class FetchPartnerMessages<TDb>(
    IServiceScopeFactory scopes,
    Broker broker,
    DroppedMessages dropped,
    TimeProvider time,
    ILogger<FetchPartnerMessages<TDb>> logger,
    PartnersHeard? partners = null
) : BackgroundJob(logger, time)
    where TDb : DbContext
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterClose = TimeSpan.FromMilliseconds(200);

    protected override IEnumerable<Turn> Turns => partners is null ? [] : [FetchAsync];

    private async Task<TimeSpan> FetchAsync(CancellationToken stopping)
    {
        await using var listener = await PartnerListener.OpenAsync(broker, dropped, stopping);
        while (listener.IsOpen)
        {
            await listener.ListenToAsync(await ListAsync(stopping), stopping);
            // By the real clock, whatever day it is for the rest.
            await Task.Delay(Look, stopping);
        }

        return AfterClose;
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await partners!.ListAsync(scope.ServiceProvider.GetRequiredService<TDb>(), cancellationToken);
    }
}
