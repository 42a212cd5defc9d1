using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>Hears what passes the exchange of every partner, as the partner's own queue does.</summary>
public sealed class PartnerQueues : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Partner, string Body)> heard = new();
    private readonly IConnection connection;

    private PartnerQueues(IConnection connection) => this.connection = connection;

    public IReadOnlyCollection<(string Partner, string Body)> Heard => heard;

    public static async Task<PartnerQueues> ListenAsync(RunningPlatform platform)
    {
        var queues = new PartnerQueues(await new ConnectionFactory { Uri = platform.Broker }.CreateConnectionAsync());
        foreach (var partner in CouncilMember.Partners.Append("stadtgespraeche"))
        {
            await queues.AddAsync(partner);
        }

        return queues;
    }

    /// <summary>From now on hears also what is sent to this one, which need not be a partner yet.</summary>
    public async Task AddAsync(string partner)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync($"notification.{partner}", ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, $"notification.{partner}", "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            heard.Enqueue((partner, Encoding.UTF8.GetString(delivery.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
