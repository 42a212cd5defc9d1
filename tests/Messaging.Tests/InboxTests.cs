using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

public sealed class InboxTests
{
    [Fact]
    public async Task A_message_delivered_thrice_has_one_effect()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        var id = Guid.NewGuid();

        for (var i = 0; i < 3; i++)
        {
            await Queue.DeliverAsync(service.Broker, new ThingHappened("thrice"), id);
        }

        await Queue.DeliverAsync(service.Broker, new ThingHappened("once"));

        await Eventually.Holds(async () =>
            (await service.EffectsAsync()).ShouldContain(effect => effect.Text == "once")
        );
        await Eventually.Holds(async () =>
            (await Queue.CountAsync(service.Broker, "test-write-down-when-thing-happened")).ShouldBe(0u)
        );
        (await service.EffectsAsync()).Count(effect => effect.Text == "thrice").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_at_two_replicas_at_once_has_one_effect()
    {
        await using var one = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        await using var two = await TestService.StartAsync(
            one.Database,
            one.Broker,
            consumers: typeof(WriteDownWhenThingHappened)
        );
        var released = new TaskCompletionSource();
        one.Desk.Before = two.Desk.Before = _ => released.Task;
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();

        foreach (var id in ids.Concat(ids))
        {
            await Queue.DeliverAsync(one.Broker, new ThingHappened($"{id}"), id);
        }

        await Eventually.Holds(() => (one.Desk.Calls + two.Desk.Calls).ShouldBeGreaterThan(0));
        released.SetResult();

        await Eventually.Holds(async () => (await one.EffectsAsync()).Count.ShouldBe(ids.Count));
        await Eventually.Holds(async () =>
            (await Queue.CountAsync(one.Broker, "test-write-down-when-thing-happened")).ShouldBe(0u)
        );
        await one.StopAsync();
        await two.StopAsync();
        (await one.EffectsAsync()).Select(effect => effect.Text).ShouldBe(ids.Select(id => $"{id}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Reordered_messages_end_with_the_newest()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(KeepNewestWhenThingHappened));

        foreach (var version in new[] { 3, 1, 4, 2 })
        {
            await Queue.DeliverAsync(service.Broker, new ThingHappened("thing", version));
        }

        await Eventually.Holds(() => service.Desk.Calls.ShouldBeGreaterThanOrEqualTo(4));
        await Eventually.Holds(async () => (await service.EffectsAsync()).Max(effect => effect.Version).ShouldBe(4));
    }

    [Fact]
    public async Task A_message_that_fails_for_its_own_sake_ends_in_the_error_queue_after_five_tries()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        var poisoned = 0;
        service.Desk.Before = text =>
        {
            if (text != "poison")
            {
                return Task.CompletedTask;
            }

            Interlocked.Increment(ref poisoned);
            throw new InvalidOperationException("cannot be done");
        };

        await service.PublishAsync([
            new ThingHappened("poison"),
            .. Enumerable.Range(0, 20).Select(number => new ThingHappened($"{number}")),
        ]);

        await Eventually.Holds(async () => (await service.EffectsAsync()).Count.ShouldBe(20));
        const string errors = "test-write-down-when-thing-happened_error";
        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, errors)).ShouldBe(1u));
        poisoned.ShouldBe(5);
        var failed = (await Queue.TakeAsync(service.Broker, errors))!;
        Wire.Read<ThingHappened>(failed.Body)!.Text.ShouldBe("poison");
        System
            .Text.Encoding.UTF8.GetString((byte[])failed.BasicProperties.Headers!["Stadtgespraeche-Reason"]!)
            .ShouldStartWith("InvalidOperationException at Stadtgespraeche.Messaging.Tests.");
    }

    [Fact]
    public async Task A_failed_try_leaves_neither_effect_nor_message_nor_record()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(AnswerWhenThingHappened));
        var tries = 0;
        service.Desk.Before = _ =>
            Interlocked.Increment(ref tries) < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        var answers = await Queue.BindAsync(service.Broker, typeof(NobodyCares));

        await service.PublishAsync(new ThingHappened("thrice tried"));

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, answers)).ShouldBe(1u));
        tries.ShouldBe(3);
        (await service.InDatabaseAsync(db => db.Set<InboxMessage>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_nobody_understands_is_set_aside()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        const string queue = "test-write-down-when-thing-happened";

        await Wire.PublishAsync(service.Broker, "", queue, new NobodyCares("what?"));

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, $"{queue}_skipped")).ShouldBe(1u));
    }

    [Fact]
    public async Task Records_go_after_thirty_days_in_batches()
    {
        await using var service = await TestService.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await service.InDatabaseAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 2500).Select(_ => Record(now.AddDays(-31))));
            db.AddRange(Enumerable.Range(0, 10).Select(_ => Record(now.AddDays(-29))));
            return await db.SaveChangesAsync();
        });

        (await service.InDatabaseAsync(db => InboxCleanup<TestDb>.DeleteOldAsync(db, now, default))).ShouldBe(2500);

        (await service.InDatabaseAsync(db => db.Set<InboxMessage>().CountAsync())).ShouldBe(10);
    }

    private static InboxMessage Record(DateTimeOffset received) =>
        new()
        {
            MessageId = Guid.NewGuid(),
            Consumer = "test",
            ReceivedAt = received,
        };
}
