using RabbitMQ.Client;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>Reads a queue until it is empty.</summary>
public static class Drain
{
    public static async Task<List<string>> TextsAsync(Uri broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var texts = new List<string>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } delivery)
            texts.Add(Wire.Read<ThingHappened>(delivery.Body)!.Text);
        return texts;
    }
}
