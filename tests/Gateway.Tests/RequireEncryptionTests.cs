using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway.Tests;

/// <summary>What crosses between machines is encrypted for certain, or somebody has said that it need not be.</summary>
public sealed class RequireEncryptionTests
{
    [Theory]
    [InlineData("ConnectionStrings:database", "Host=db.example;Username=a", "database")]
    [InlineData("ConnectionStrings:database", "Host=db.example;Username=a;SSL Mode=Disable", "database")]
    [InlineData("ConnectionStrings:database", "Host=db.example;Username=a;SSL Mode=Prefer", "database")]
    [InlineData("ConnectionStrings:owner", "Host=10.0.0.1:5433;Username=a", "database")]
    [InlineData("ConnectionStrings:database", "Host=127.0.0.1,db.example;Username=a", "database")]
    [InlineData("ConnectionStrings:database", "Host=localhost.example;Username=a", "database")]
    [InlineData("ConnectionStrings:rabbitmq", "amqp://a:b@broker.example/x", "broker")]
    [InlineData("Broker:Management", "http://a:b@broker.example:15672", "broker")]
    [InlineData("services:registration:http:0", "http://registration.example:8080", "services")]
    [InlineData("services:gateway:http:0", "http://10.1.2.3", "services")]
    [InlineData("urls", "http://0.0.0.0:8080", "services")]
    [InlineData("urls", "http://localhost:5000;http://*:80", "services")]
    [InlineData("http_ports", "8080", "services")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://[::]:8080", "services")]
    [InlineData("SignIn:Issuer", "http://stadtgespraeche.example/", "portal")]
    public void A_hubs_process_starts_with_plain_text_to_other_machines_only_when_told(
        string setting,
        string value,
        string kind
    )
    {
        var refused = Should.Throw<InvalidOperationException>(() => Start("Production", (setting, value)));
        refused.Message.ShouldContain(
            setting is "urls" or "http_ports" or "Kestrel:Endpoints:Open:Url" ? "http://" : setting
        );
        refused.Message.ShouldContain($"PlainText__Allowed={kind}.");

        Start("Production", (setting, value), ("PlainText:Allowed", $"other, {kind}"));
        Start("Development", (setting, value));
        Should.Throw<InvalidOperationException>(() =>
            Start("Production", (setting, value), ("PlainText:Allowed", "other"))
        );
    }

    [Theory]
    [InlineData("ConnectionStrings:database", "Host=db.example;Username=a;SSL Mode=VerifyFull")]
    [InlineData("ConnectionStrings:database", "Host=127.0.0.1:5433,[::1]:5433,localhost;Username=a")]
    [InlineData("ConnectionStrings:database", "Host=/var/run/postgresql;Username=a")]
    [InlineData("ConnectionStrings:database", "no connection string")]
    [InlineData("ConnectionStrings:rabbitmq", "amqps://a:b@broker.example/x")]
    [InlineData("ConnectionStrings:rabbitmq", "amqp://a:b@127.0.0.1/x")]
    [InlineData("services:registration:https:0", "https://registration.example")]
    [InlineData("services:registration:http:0", "http://localhost:5001")]
    [InlineData("urls", "http://localhost:5000;https://*:443;http://127.0.0.1:1;http://[::1]:2")]
    [InlineData("urls", "http://unix:/run/gateway.sock")]
    [InlineData("https_ports", "8443")]
    [InlineData("SignIn:Issuer", "https://stadtgespraeche.example/")]
    public void What_is_encrypted_or_stays_on_this_machine_needs_no_telling(string setting, string value) =>
        Start("Production", (setting, value));

    [Fact]
    public void All_that_is_plain_is_named_at_once()
    {
        var refused = Should.Throw<InvalidOperationException>(() =>
            Start(
                "Production",
                ("ConnectionStrings:database", "Host=db.example;Username=a;Password=geheim"),
                ("services:portal:http:0", "http://portal.example"),
                ("services:portal:http:1", "http://portal2.example")
            )
        );

        refused.Message.ShouldContain("ConnectionStrings:database, services:portal:http:");
        refused.Message.ShouldContain("PlainText__Allowed=database,services.");
        refused.Message.ShouldNotContain("geheim");
    }

    [Theory]
    [InlineData("services:gateway:https:0", "https://gateway.example:8443", "https://gateway.example:8443/api")]
    [InlineData("services:gateway:http:0", "http://127.0.0.1:5001", "http://127.0.0.1:5001/api")]
    public async Task An_https_address_of_a_service_is_called_by_https(string setting, string value, string expected)
    {
        Uri? called = null;
        var builder = Builder("Production", (setting, value));
        builder.AddServiceDefaults();
        builder
            .Services.AddHttpClient("hub")
            .ConfigurePrimaryHttpMessageHandler(() => new Answering(request => called = request.RequestUri));
        await using var app = builder.Build();

        await app
            .Services.GetRequiredService<IHttpClientFactory>()
            .CreateClient("hub")
            .GetAsync("https+http://gateway/api", TestContext.Current.CancellationToken);

        called.ShouldBe(new Uri(expected));
    }

    private static void Start(string environment, params (string, string)[] settings) =>
        Builder(environment, settings).AddServiceDefaults();

    private static WebApplicationBuilder Builder(string environment, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
        );
        return builder;
    }

    private sealed class Answering(Action<HttpRequestMessage> see) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            see(request);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
