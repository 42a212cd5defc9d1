using MassTransit;
using MassTransit.Context;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Runs a consumer at most once per message: one scope, one DbContext, one transaction that holds the record of the
/// message and the consumer's effect. How often it is tried: <see cref="ConsumerRetries"/>.
/// </summary>
internal sealed class ConsumeOnce<TDb, TConsumer>(
    string endpoint,
    IServiceScopeFactory scopes,
    Listening listening,
    TimeProvider time,
    ILogger logger
) : IConsumerFactory<TConsumer>
    where TDb : DbContext
    where TConsumer : class
{
    private readonly string name = $"{endpoint}/{typeof(TConsumer).Name}";

    public async Task Send<T>(ConsumeContext<T> context, IPipe<ConsumerConsumeContext<TConsumer, T>> next)
        where T : class
    {
        if (context.MessageId is null)
        {
            throw new InvalidOperationException("A message without an id cannot be told from its double.");
        }

        context.ReceiveContext.AddOrUpdatePayload(() => HandedOver.Mark, mark => mark);
        using var cancellationToken = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            listening.Stopping(endpoint)
        );
        for (int failed = 0, paused = 0; ; )
        {
            try
            {
                await ConsumeOnceAsync(context, next);
                return;
            }
            catch (Exception fault) when (InfrastructureFault.Is(fault))
            {
                if (paused == 0)
                {
                    logger.LogWarning(
                        "{Consumer} pauses until its surroundings are back: {Reason}",
                        name,
                        InfrastructureFault.Name(fault)
                    );
                }

                await WaitAsync(ConsumerRetries.Pause(paused++), cancellationToken.Token);
            }
            catch (Exception failure)
                when (failure is not OperationCanceledException && failed < ConsumerRetries.Tries - 1)
            {
                logger.LogInformation(
                    "{Consumer} failed on {MessageId}, try {Try} of {Tries}: {Reason}",
                    name,
                    context.MessageId,
                    failed + 1,
                    ConsumerRetries.Tries,
                    ConsumerFailedException.Tell(failure)
                );
                await WaitAsync(ConsumerRetries.AfterFailure(failed++), cancellationToken.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new StoppingException();
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or StoppingException))
            {
                throw new ConsumerFailedException(failure);
            }
        }
    }

    private async Task ConsumeOnceAsync<T>(ConsumeContext<T> context, IPipe<ConsumerConsumeContext<TConsumer, T>> next)
        where T : class
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                // The strategy may run this again on the same context, which must not remember the first time.
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
                if (!await RecordAsync(db, context))
                {
                    return;
                }

                if (!await IsAdmittedAsync(scope.ServiceProvider, db, context))
                {
                    await transaction.CommitAsync(context.CancellationToken);
                    return;
                }

                var consumer = ActivatorUtilities.CreateInstance<TConsumer>(scope.ServiceProvider);
                await next.Send(new ConsumerConsumeContextScope<TConsumer, T>(context, consumer));
                await db.SaveChangesAsync(context.CancellationToken);
                await transaction.CommitAsync(context.CancellationToken);
            });
    }

    /// <summary>False: this partner is no longer heard, for good, so the message counts as received.</summary>
    private async Task<bool> IsAdmittedAsync<T>(IServiceProvider services, TDb db, ConsumeContext<T> context)
        where T : class
    {
        if (
            Messages.AudienceOf(typeof(T)) != Audience.FromPartner
            || services.GetService<PartnerGate>() is not { } gate
            || await gate.AdmitsAsync(
                db,
                PartnerOfMessage.Of(context.Message) ?? "",
                typeof(T),
                context.CancellationToken
            )
        )
        {
            return true;
        }

        logger.LogWarning(
            "Refused {Contract} {MessageId}: {Partner} is leaving or has left",
            typeof(T).Name,
            context.MessageId,
            PartnerOfMessage.Of(context.Message)
        );
        return false;
    }

    /// <summary>
    /// False: it was received before. When another replica handles the same message right now, PostgreSQL makes this
    /// one wait for that transaction.
    /// </summary>
    private async Task<bool> RecordAsync(TDb db, ConsumeContext context)
    {
        var id = context.MessageId!.Value;
        var recorded = await db.Database.ExecuteSqlAsync(
            $"""
            insert into inbox_messages (message_id, consumer, received_at)
            values ({id}, {name}, {time.GetUtcNow()}) on conflict do nothing
            """,
            context.CancellationToken
        );
        return recorded == 1;
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new StoppingException();
        }
    }

    public void Probe(ProbeContext context) => context.CreateConsumerFactoryScope<TConsumer>("inbox");
}
