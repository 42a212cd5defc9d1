using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Testing;

/// <summary>
/// One service as it really runs, on a database and a virtual host of its own; speaks as the people and the services
/// around it would. A second replica shares both: start it with the first one's <see cref="Settings"/>.
/// </summary>
public sealed class ServiceUnderTest<TProgram> : IAsyncDisposable
    where TProgram : class
{
    private static readonly ConcurrentDictionary<string, PartnerSigner> Signers = new();
    private readonly WebApplicationFactory<TProgram> factory;

    private ServiceUnderTest(WebApplicationFactory<TProgram> factory, IReadOnlyDictionary<string, string> settings)
    {
        this.factory = factory;
        Settings = settings;
        Anonymous = factory.CreateClient();
        Organiser = As(Guid.CreateVersion7(), "stadtgespraeche", Rights.Organiser);
    }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public IServiceProvider Services => factory.Services;

    public string Database => Settings["ConnectionStrings:database"];

    public Uri Broker => new(Settings["ConnectionStrings:rabbitmq"]);

    public HttpClient Anonymous { get; }

    /// <summary>An organiser who is signed in, however long the tests take.</summary>
    public HttpClient Organiser { get; }

    /// <summary>
    /// Starts the service; <paramref name="settings"/> win over the defaults, so those of a running one make a replica.
    /// <paramref name="time"/> replaces the service's clock. With <paramref name="port"/> it listens there on this
    /// machine, for browsers.
    /// <paramref name="configure"/> may take away what would meddle with a test.
    /// </summary>
    public static async Task<ServiceUnderTest<TProgram>> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        TimeProvider? time = null,
        int? port = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>());
        if (!all.ContainsKey("ConnectionStrings:database"))
        {
            all["ConnectionStrings:database"] = await MigratedDatabase.CreateForAsync(typeof(TProgram));
        }

        if (!all.ContainsKey("ConnectionStrings:rabbitmq"))
        {
            all["ConnectionStrings:rabbitmq"] = (await TestServers.CreateVirtualHostAsync()).ToString();
        }

        var factory = new WebApplicationFactory<TProgram>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            foreach (var (key, value) in all)
            {
                host.UseSetting(key, value);
            }

            host.ConfigureTestServices(services =>
            {
                services.TellRefusedForms();
                services.StopPatiently();
                if (!all.ContainsKey("SignIn:Authority"))
                {
                    SignedIn.Trust(services);
                }

                if (time is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton(time));
                }

                configure?.Invoke(services);
            });
        });
        if (port is { } listening)
        {
            factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, listening));
            factory.StartServer();
        }

        var service = new ServiceUnderTest<TProgram>(factory, all);
        await Eventually.Holds(async () =>
            (await service.Anonymous.GetAsync("/health/ready")).EnsureSuccessStatusCode()
        );
        return service;
    }

    /// <summary>For pages: a client that keeps no cookies and follows no redirects by itself.</summary>
    public HttpClient WithoutRedirects() =>
        factory.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

    public HttpClient WithToken(string token)
    {
        var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client of somebody who followed the personal link of a mail.</summary>
    public HttpClient WithLink(
        string partner,
        Guid memberId,
        Guid sessionId,
        string purpose = PersonalLink.SeatPurpose
    ) => WithToken(KeyOf(partner).Link(memberId, sessionId, purpose));

    /// <summary>
    /// A client of a member who is signed in, with the given roles; its token is renewed as a frontend would.
    /// </summary>
    public HttpClient As(Guid memberId, string partner, params string[] roles) =>
        factory.CreateDefaultClient(
            new RenewToken(() =>
                SignedIn.Token(
                    Services.GetRequiredService<TimeProvider>(),
                    memberId,
                    partner,
                    Settings.GetValueOrDefault("SignIn:Issuer") ?? AccessTokens.DefaultIssuer,
                    roles
                )
            )
        );

    /// <summary>The keys with which a partner signs its links in all tests of this process.</summary>
    public PartnerSigner KeyOf(string partner) => Signers.GetOrAdd(partner, name => new PartnerSigner(name));

    /// <summary>Publishes a contract inside the hub, as its owner would.</summary>
    public Task Deliver(object message, Guid? messageId = null) =>
        Wire.PublishAsync(Broker, Wire.ExchangeOf(message.GetType()), "", message, messageId);

    /// <summary>Sends a contract to one partner, as the hub would.</summary>
    public Task DeliverTo(string partner, object message, Guid? messageId = null) =>
        Wire.PublishAsync(Broker, $"notification.{partner}", "", message, messageId);

    /// <summary>
    /// Sends a contract to the hub as the broker user of <paramref name="partner"/>, whatever the message claims.
    /// </summary>
    public async Task DeliverFrom(string partner, object message, Guid? messageId = null, bool withUserId = true) =>
        await Wire.PublishAsync(
            await TestServers.CreateUserAsync(Broker, partner),
            "",
            "registration-from-partners",
            message,
            messageId,
            withUserId
        );

    /// <summary>Hears what the service publishes inside the hub.</summary>
    public Task<Listener<T>> Listen<T>()
        where T : class => Listener<T>.StartAsync(Broker, Wire.ExchangeOf(typeof(T)));

    /// <summary>Hears what the service sends to one partner.</summary>
    public Task<Listener<T>> ListenAt<T>(string partner)
        where T : class => Listener<T>.StartAsync(Broker, $"notification.{partner}");

    /// <summary>Hears what a partner's service sends to the hub.</summary>
    public Task<Listener<T>> ListenFrom<T>(string partner)
        where T : class => Listener<T>.StartAsync(Broker, $"from.{partner}");

    public async ValueTask DisposeAsync() => await factory.DisposeAsync();

    private sealed class RenewToken(Func<string> token) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
