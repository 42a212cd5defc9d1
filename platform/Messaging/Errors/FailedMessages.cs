using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using Stadtgespraeche.Messaging.Inbox;

namespace Stadtgespraeche.Messaging.Errors;

/// <summary>
/// The verb <c>errors</c> lists what lies in the <c>_error</c> queues, with the reason; <c>errors resend</c> sends each
/// message to the queue it came from and removes it only after the broker has confirmed. A crash between the two
/// repeats a message, which the inbox tolerates. Needs <c>Broker:Management</c> (an administrator's address), because
/// AMQP cannot list queues.
/// </summary>
public static class FailedMessages
{
    private const string Suffix = "_error";

    /// <summary>Returns true when the verb was given and has been carried out.</summary>
    public static async Task<bool> HandleErrorsWhenAskedAsync(
        this IHost host,
        string[] args,
        CancellationToken cancellationToken
    )
    {
        if (args is not ["errors", ..])
        {
            return false;
        }

        if (args is not ["errors"] and not ["errors", "resend"])
        {
            await Console.Error.WriteLineAsync("Usage: errors [resend]");
            Environment.ExitCode = 2;
            return true;
        }

        var broker = host.Services.GetRequiredService<Broker>();
        var management =
            host.Services.GetRequiredService<IConfiguration>()["Broker:Management"]
            ?? throw new InvalidOperationException("Broker:Management is missing.");
        var queues = await FindAsync(new Uri(management), broker.VirtualHost, cancellationToken);
        if (queues.Count == 0)
        {
            Console.WriteLine("No message has failed.");
        }

        foreach (var queue in queues)
        {
            Console.WriteLine($"{queue.Name}: {queue.Messages}");
            var resend = args is [_, "resend"];
            foreach (var message in await VisitAsync(broker, queue, resend, cancellationToken))
            {
                Console.WriteLine($"  {message}{(resend ? " -> sent again" : "")}");
            }
        }

        return true;
    }

    /// <summary>Reads every message of the queue, sends it again if wanted, else leaves it where it is.</summary>
    internal static async Task<IReadOnlyList<string>> VisitAsync(
        Broker broker,
        FailedQueue queue,
        bool resend,
        CancellationToken cancellationToken
    )
    {
        var options = new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true
        );
        await using var connection = await broker.ConnectAsync("errors", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(options, cancellationToken);
        var descriptions = new List<string>();
        for (
            var left = queue.Messages;
            left > 0 && await channel.BasicGetAsync(queue.Name, autoAck: false, cancellationToken) is { } failed;
            left--
        )
        {
            descriptions.Add(Describe(failed));
            if (!resend)
            {
                continue; // unacknowledged, so it returns when the channel closes
            }

            await channel.BasicPublishAsync(
                "",
                queue.Name[..^Suffix.Length],
                mandatory: true,
                Again(failed, broker),
                failed.Body,
                cancellationToken
            );
            await channel.BasicAckAsync(failed.DeliveryTag, multiple: false, cancellationToken);
        }

        return descriptions;
    }

    internal static async Task<IReadOnlyList<FailedQueue>> FindAsync(
        Uri management,
        string virtualHost,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient
        {
            BaseAddress = new UriBuilder(management) { UserName = "", Password = "" }.Uri,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo)))
        );
        var queues =
            await http.GetFromJsonAsync<FailedQueue[]>(
                $"api/queues/{Uri.EscapeDataString(virtualHost)}?columns=name,messages",
                cancellationToken
            ) ?? [];
        return
        [
            .. queues
                .Where(queue => queue.Name.EndsWith(Suffix, StringComparison.Ordinal) && queue.Messages > 0)
                .OrderBy(queue => queue.Name),
        ];
    }

    private static BasicProperties Again(BasicGetResult failed, Broker broker)
    {
        var properties = Sender.PassOn(failed.BasicProperties, broker.User);
        properties.Headers!.Remove(MoveAside.ReasonHeader);
        return properties;
    }

    private static string Describe(BasicGetResult failed)
    {
        var reason =
            failed.BasicProperties.Headers?.TryGetValue(MoveAside.ReasonHeader, out var header) == true
            && header is byte[] bytes
                ? Encoding.UTF8.GetString(bytes).Split('\n')[0]
                : "delivered too often";
        return $"{failed.BasicProperties.MessageId} {ContractOf(failed.Body)}: {reason}";
    }

    private static string ContractOf(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope);
            return document.RootElement.GetProperty("messageType")[0].GetString()!.Split(':')[^1];
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return "unreadable";
        }
    }
}

/// <summary>An <c>_error</c> queue and how many messages wait in it.</summary>
internal sealed record FailedQueue(string Name, int Messages);
