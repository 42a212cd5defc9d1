using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging.Outbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

public sealed class OutboxTests
{
    [Fact]
    public async Task Nothing_is_published_before_the_commit()
    {
        await using var service = await TestService.StartAsync();
        var queue = await Queue.BindAsync(service.Broker, typeof(ThingHappened));

        await service.InDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(new ThingHappened("early"));
            await db.SaveChangesAsync();
            // The relay is awake all the time: another row, committed later, passes it.
            await service.PublishAsync(new ThingHappened("late"));
            await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, queue)).ShouldBe(1u));
            await transaction.CommitAsync();
            return 0;
        });

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, queue)).ShouldBe(2u));
        Wire.Read<ThingHappened>((await Queue.TakeAsync(service.Broker, queue))!.Body)!.Text.ShouldBe("late");
        await Eventually.Holds(async () => (await service.OutboxAsync()).ShouldBeEmpty());
    }

    [Fact]
    public void What_is_committed_while_the_process_ends_is_no_failure()
    {
        var signal = new OutboxSignal();
        signal.Dispose();

        Should.NotThrow(signal.Wake);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_nothing()
    {
        await using var service = await TestService.StartAsync();
        var queue = await Queue.BindAsync(service.Broker, typeof(ThingHappened));

        await service.InDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Effects.Add(new Effect { Text = "undone" });
            db.Publish(new ThingHappened("undone"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        await service.PublishAsync(new ThingHappened("done"));

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, queue)).ShouldBe(1u));
        Wire.Read<ThingHappened>((await Queue.TakeAsync(service.Broker, queue))!.Body)!.Text.ShouldBe("done");
        (await service.EffectsAsync()).ShouldBeEmpty();
        await Eventually.Holds(async () => (await service.OutboxAsync()).ShouldBeEmpty());
    }

    [Fact]
    public async Task A_message_on_the_wire_is_persistent_and_says_who_sent_it()
    {
        await using var service = await TestService.StartAsync();
        var queue = await Queue.BindAsync(service.Broker, typeof(ThingHappened));

        await service.PublishAsync(new ThingHappened("whole", 7));

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, queue)).ShouldBe(1u));
        var delivery = (await Queue.TakeAsync(service.Broker, queue))!;
        Wire.Read<ThingHappened>(delivery.Body).ShouldBe(new ThingHappened("whole", 7));
        delivery.BasicProperties.ContentType.ShouldBe(Wire.ContentType);
        delivery.BasicProperties.Persistent.ShouldBeTrue();
        delivery.BasicProperties.UserId.ShouldBe(service.Broker.UserInfo.Split(':')[0]);
        Guid.Parse(delivery.BasicProperties.MessageId!).Version.ShouldBe(7);
    }

    [Fact]
    public async Task The_trace_goes_from_the_publisher_to_the_consumer()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name is "Stadtgespraeche.Messaging" or "MassTransit" or nameof(OutboxTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(OutboxTests));
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));

        ActivityTraceId click;
        using (var activity = source.StartActivity("click"))
        {
            click = activity!.TraceId;
            await service.PublishAsync(new ThingHappened("traced"));
        }

        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(1));
        service.Desk.Traces.ShouldBe([click]);
    }

    [Fact]
    public async Task A_message_without_a_destination_stays_and_blocks_no_other()
    {
        await using var service = await TestService.StartAsync();
        var queue = await Queue.BindAsync(service.Broker, typeof(ThingHappened));

        // Two ways to be unroutable: an exchange without a queue returns the message, a missing exchange closes the
        // channel.
        await service.PublishAsync([
            new OnlineAccessSet(Guid.NewGuid(), 1, null),
            new NobodyCares("lost?"),
            .. Enumerable.Range(0, 50).Select(number => new ThingHappened($"{number}")),
        ]);

        await Eventually.Holds(async () =>
        {
            var rows = await service.OutboxAsync();
            rows.Count.ShouldBe(2);
            rows.ShouldAllBe(row => row.Attempts > 0 && row.NextAttemptAt > row.CreatedAt);
        });
        // Those that shared the closed channel may have come twice.
        (await Drain.DifferentAsync(service.Broker, queue, 50)).Count.ShouldBe(50);

        var late = await Queue.BindAsync(service.Broker, typeof(NobodyCares));
        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, late)).ShouldBe(1u));
    }

    [Fact]
    public async Task A_contract_goes_only_where_its_audience_allows()
    {
        await using var service = await TestService.StartAsync();
        await service.InDatabaseAsync(db =>
        {
            Should.Throw<ArgumentException>(() => db.SendToPartner("bamberg", new ThingHappened("for the hub")));
            Should.Throw<ArgumentException>(() =>
                db.SendToPartner("bamberg", new PartnerTold("kaiserslautern", "for another"))
            );
            Should.Throw<ArgumentException>(() => db.Publish(new PartnerSaid("bamberg", "a word")));
            Should.Throw<ArgumentException>(() =>
                db.SendToHub("bamberg", new PartnerSaid("kaiserslautern", "another's word"))
            );
            Should.Throw<ArgumentException>(() => db.SendToHub("bamberg", new ThingHappened("no word")));
            Should.Throw<ArgumentException>(() =>
                db.SendToPartner("Bamberg; drop", new PartnerTold("Bamberg; drop", "no key"))
            );
            Should.Throw<ArgumentException>(() => db.Publish(new Effect { Text = "no contract" }));
            return Task.FromResult(0);
        });
    }
}
