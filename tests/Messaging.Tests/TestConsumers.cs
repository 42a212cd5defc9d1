using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>What consumers tell the test beside their rows, and what the test makes them do.</summary>
public sealed class Desk
{
    private int calls;

    public ConcurrentQueue<ActivityTraceId> Traces { get; } = new();

    /// <summary>Runs inside every consumer before its effect.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whose words the hub of this test fetches.</summary>
    public ConcurrentQueue<string> Partners { get; } = new();

    public int Calls => calls;

    public async Task ComeByAsync(string text)
    {
        Interlocked.Increment(ref calls);
        Traces.Enqueue(Activity.Current?.TraceId ?? default);
        await Before(text);
    }
}

public sealed class WriteDownWhenThingHappened(TestDb db, Desk desk) : IConsumer<ThingHappened>
{
    public async Task Consume(ConsumeContext<ThingHappened> context)
    {
        db.Effects.Add(new Effect { Text = context.Message.Text, Version = context.Message.Version });
        await desk.ComeByAsync(context.Message.Text);
    }
}

public sealed class KeepNewestWhenThingHappened(TestDb db, Desk desk) : IConsumer<ThingHappened>
{
    public async Task Consume(ConsumeContext<ThingHappened> context)
    {
        await desk.ComeByAsync(context.Message.Text);
        var (text, version) = (context.Message.Text, context.Message.Version);
        // One statement: two messages that read first and write then would overwrite each other.
        if (
            await db
                .Effects.Where(effect => effect.Text == text && effect.Version < version)
                .ExecuteUpdateAsync(set => set.SetProperty(effect => effect.Version, version)) == 0
            && !await db.Effects.AnyAsync(effect => effect.Text == text)
        )
        {
            db.Effects.Add(new Effect { Text = text, Version = version });
        }
    }
}

public sealed class AnswerWhenThingHappened(TestDb db, Desk desk) : IConsumer<ThingHappened>
{
    public async Task Consume(ConsumeContext<ThingHappened> context)
    {
        db.Publish(new NobodyCares(context.Message.Text));
        await desk.ComeByAsync(context.Message.Text);
    }
}

public sealed class WriteDownWhenPartnerTold(TestDb db, Desk desk) : IConsumer<PartnerTold>
{
    public async Task Consume(ConsumeContext<PartnerTold> context)
    {
        db.Effects.Add(new Effect { Text = context.Message.Text });
        await desk.ComeByAsync(context.Message.Text);
    }
}

public sealed class WriteDownWhenPartnerSaid(TestDb db, Desk desk) : IConsumer<PartnerSaid>
{
    public async Task Consume(ConsumeContext<PartnerSaid> context)
    {
        db.Effects.Add(new Effect { Text = context.Message.Text });
        await desk.ComeByAsync(context.Message.Text);
    }
}
