using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// The hub's broker: reachable, genuine, and this city may do there what it has to and nothing else. No try leaves
/// anything behind: own queues are declared as they are, and what is unbound was never bound, for which the broker asks
/// for the same rights.
/// </summary>
internal static class BrokerCheck
{
    private const ushort AccessRefused = 403;

    public static async Task<IReadOnlyList<Finding>> RunAsync(
        Func<Broker> make,
        ServiceTopology topology,
        string key,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var connection = await make().ConnectAsync($"{topology.Name} check", cancellationToken);
            List<Finding> rights =
            [
                .. await NeedAsync(
                    connection,
                    "Der Dienst darf seine Nachrichten nicht abholen.",
                    channel => topology.DeclareAsync(channel, cancellationToken),
                    cancellationToken
                ),
                .. await NeedAsync(
                    connection,
                    "Der Dienst darf der Zentrale nichts senden.",
                    channel =>
                        UnbindAsync(
                            channel,
                            PartnerTopology.FromExchange(key),
                            PartnerTopology.Queue(key),
                            cancellationToken
                        ),
                    cancellationToken
                ),
                .. await RefusedAsync(
                    connection,
                    "Der Zugang darf am Broker Neues anlegen.",
                    channel => DeclareForeignAsync(channel, key, cancellationToken),
                    cancellationToken
                ),
                .. await RefusedAsync(
                    connection,
                    "Der Zugang darf mehr senden, als er soll.",
                    channel =>
                        UnbindAsync(
                            channel,
                            PartnerTopology.FromPartners,
                            PartnerTopology.Queue(key),
                            cancellationToken
                        ),
                    cancellationToken
                ),
                .. await RefusedAsync(
                    connection,
                    "Der Zugang darf mehr lesen, als er soll.",
                    channel =>
                        UnbindAsync(
                            channel,
                            PartnerTopology.Queue(key),
                            PartnerTopology.FromPartners,
                            cancellationToken
                        ),
                    cancellationToken
                ),
            ];
            return
            [
                Finding.Good(CheckCodes.Broker, "erreichbar, und das Kennwort gilt."),
                .. rights.Count > 0
                    ? rights
                    :
                    [
                        Finding.Good(
                            CheckCodes.BrokerRights,
                            "eigene Nachrichten abholen, der Zentrale senden, sonst nichts."
                        ),
                    ],
            ];
        }
        catch (Exception e)
            when (e
                    is BrokerUnreachableException
                        or OperationInterruptedException
                        or SocketException
                        or IOException
                        or InvalidOperationException
            )
        {
            return [Unreachable(e)];
        }
    }

    private static async Task<IEnumerable<Finding>> NeedAsync(
        IConnection connection,
        string says,
        Func<IChannel, Task> act,
        CancellationToken cancellationToken
    )
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await act(channel);
            return [];
        }
        catch (OperationInterruptedException e)
        {
            var code = e.ShutdownReason?.ReplyCode;
            return
            [
                Finding.Failed(
                    CheckCodes.BrokerRights,
                    $"{says} (Antwort {code})",
                    "Bitte melden Sie dies der Zentrale: Der Zugang Ihrer Kommune muss neu eingerichtet werden."
                ),
            ];
        }
    }

    private static async Task<IEnumerable<Finding>> RefusedAsync(
        IConnection connection,
        string says,
        Func<IChannel, Task> act,
        CancellationToken cancellationToken
    )
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await act(channel);
            return
            [
                Finding.Failed(
                    CheckCodes.BrokerRights,
                    says,
                    "Bitte melden Sie dies der Zentrale: Die Rechte Ihrer Kommune am Broker sind zu weit."
                ),
            ];
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == AccessRefused)
        {
            return [];
        }
    }

    private static Task UnbindAsync(
        IChannel channel,
        string destination,
        string source,
        CancellationToken cancellationToken
    ) => channel.ExchangeUnbindAsync(destination, source, "check", cancellationToken: cancellationToken);

    private static async Task DeclareForeignAsync(IChannel channel, string key, CancellationToken cancellationToken)
    {
        var name = $"check.{key}";
        await channel.ExchangeDeclareAsync(
            name,
            ExchangeType.Fanout,
            durable: false,
            autoDelete: true,
            cancellationToken: cancellationToken
        );
        await channel.ExchangeDeleteAsync(name, cancellationToken: cancellationToken);
    }

    private static Finding Unreachable(Exception e)
    {
        var causes = Causes(e).ToList();
        var (says, mend) = causes switch
        {
            _ when causes.OfType<AuthenticationFailureException>().Any() => (
                "Der Broker lehnt das Kennwort ab.",
                "Gilt die Konfiguration aus dem letzten Download? Jeder Download ersetzt das Kennwort. Ruht die "
                    + "Teilnahme Ihrer Kommune, so fragen Sie die Zentrale."
            ),
            _ when causes.OfType<AuthenticationException>().Any() => (
                "Das Zertifikat des Brokers ist nicht gültig, oder es ist nicht der Broker.",
                "Ist der Name in ConnectionStrings__rabbitmq richtig? Liest ein Proxy in Ihrem Netz verschlüsselte "
                    + "Verbindungen mit, so nehmen Sie diese davon aus."
            ),
            _ when causes.OfType<OperationInterruptedException>().Any() => (
                "Der Broker nimmt die Verbindung nicht an.",
                "Bitte vergleichen Sie ConnectionStrings__rabbitmq mit dem letzten Download, und fragen Sie sonst die Zentrale."
            ),
            _ when causes.OfType<SocketException>().FirstOrDefault()
                    is { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => (
                "Den Namen des Brokers kennt das DNS nicht.",
                "Bitte prüfen Sie die Namensauflösung dieses Rechners und ConnectionStrings__rabbitmq."
            ),
            _ => (
                $"Der Broker ist nicht erreichbar ({causes[^1].Message}).",
                "Lässt Ihre Firewall die Verbindung nach außen zu, zu Rechner und Port in ConnectionStrings__rabbitmq?"
            ),
        };
        return Finding.Failed(CheckCodes.Broker, says, mend);
    }

    private static IEnumerable<Exception> Causes(Exception e) =>
        e switch
        {
            AggregateException many => many.InnerExceptions.SelectMany(Causes).Prepend(many),
            { InnerException: { } inner } => Causes(inner).Prepend(e),
            _ => [e],
        };
}
