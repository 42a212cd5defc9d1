using RabbitMQ.Client;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// The broker's address from <c>ConnectionStrings:rabbitmq</c>: <c>amqp[s]://user:password@host:port/vhost</c>; with
/// <c>amqps</c> its certificate is verified.
/// </summary>
public sealed class Broker
{
    private readonly ConnectionFactory factory;

    private readonly BrokerTls tls;

    public Broker(string address, string? certificateAuthority = null)
    {
        factory = new ConnectionFactory
        {
            Uri = new Uri(address),
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(15),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
            ContinuationTimeout = TimeSpan.FromSeconds(20),
        };
        tls = new BrokerTls(factory.HostName, certificateAuthority);
        if (Tls)
        {
            tls.Demand(factory.Ssl);
        }
    }

    public string User => factory.UserName;

    internal string Password => factory.Password;

    internal string Host => factory.HostName;

    internal ushort Port => (ushort)factory.Endpoint.Port;

    internal string VirtualHost => factory.VirtualHost;

    internal bool Tls => factory.Ssl.Enabled;

    internal void DemandTls(MassTransit.IRabbitMqSslConfigurator ssl) => tls.Demand(ssl);

    public Task<IConnection> ConnectAsync(string name, CancellationToken cancellationToken) =>
        factory.CreateConnectionAsync(name, cancellationToken);
}
