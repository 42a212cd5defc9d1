using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Faults quote what they choke on; what is kept and told about a failed message does not.</summary>
public sealed class FailureReasonTests
{
    private const string Queued = "test-write-down-when-thing-happened";

    [Fact]
    public async Task Nothing_of_a_messages_content_is_in_the_reason_the_log_or_the_trace_of_its_failure()
    {
        var secret = $"Erika-{Guid.NewGuid():N}";
        var told = new ConcurrentQueue<string>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => told.Enqueue(WordsOf(span)),
        };
        ActivitySource.AddActivityListener(traces);
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        service.Desk.Before = text => throw new FormatException($"'{text}'", new ArgumentException($"'{text}'"));

        await service.PublishAsync(new ThingHappened(secret));

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, $"{Queued}_error")).ShouldBe(1u));
        var failed = (await Queue.TakeAsync(service.Broker, $"{Queued}_error"))!;
        foreach (var (name, value) in failed.BasicProperties.Headers!)
        {
            (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}").ShouldNotContain(
                secret,
                Case.Insensitive,
                name
            );
        }

        var reason = Encoding.UTF8.GetString((byte[])failed.BasicProperties.Headers["Stadtgespraeche-Reason"]!);
        reason.ShouldStartWith("FormatException <- ArgumentException at Stadtgespraeche.Messaging.Tests.");
        Wire.Read<ThingHappened>(failed.Body)!.Text.ShouldBe(secret, "the message itself is kept whole");
        await service.StopAsync();
        service.Log.ShouldNotContain(line => line.Contains(secret));
        service.Log.ShouldContain(line => line.Contains("FormatException <- ArgumentException at Stadtgespraeche."));
        told.ShouldNotContain(words => words.Contains(secret));
    }

    [Fact]
    public async Task Nor_of_one_that_cannot_be_read()
    {
        await using var service = await TestService.StartAsync(consumers: typeof(WriteDownWhenThingHappened));
        var secret = $"Erika-{Guid.NewGuid():N}";

        await Wire.PublishJsonAsync(
            service.Broker,
            "Stadtgespraeche.Messaging.Tests:ThingHappened",
            "Stadtgespraeche.Messaging.Tests:ThingHappened",
            new System.Text.Json.Nodes.JsonObject { ["text"] = "x", ["version"] = secret }
        );

        await Eventually.Holds(async () => (await Queue.CountAsync(service.Broker, $"{Queued}_error")).ShouldBe(1u));
        var failed = (await Queue.TakeAsync(service.Broker, $"{Queued}_error"))!;
        var reason = Encoding.UTF8.GetString((byte[])failed.BasicProperties.Headers!["Stadtgespraeche-Reason"]!);
        reason.ShouldMatch("^[A-Za-z0-9 <-]+$");
        service.Log.ShouldNotContain(line => line.Contains(secret));
        await service.StopAsync();
        (await Queue.CountAsync(service.Broker, $"{Queued}_skipped")).ShouldBe(0u, "it is kept once");
    }

    private static string WordsOf(Activity span) =>
        string.Join(
            "\n",
            [
                span.StatusDescription,
                .. span.TagObjects.Select(tag => $"{tag.Value}"),
                .. span.Events.SelectMany(happened => happened.Tags).Select(tag => $"{tag.Value}"),
            ]
        );
}
