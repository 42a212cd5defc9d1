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
        var known = await db.Effects.FirstOrDefaultAsync(effect => effect.Text == context.Message.Text);
        if (known is null)
            db.Effects.Add(new Effect { Text = context.Message.Text, Version = context.Message.Version });
        else if (known.Version < context.Message.Version)
            known.Version = context.Message.Version;
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
