using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway.Tests;

/// <summary>
/// The gateway on a real port, with services behind it that say which address reached them; <c>knowledge</c> is down.
/// </summary>
public sealed class GatewayUnderTest : IAsyncLifetime
{
    private readonly List<WebApplication> services = [];
    private readonly ConcurrentBag<WebApplicationFactory<Program>> gateways = [];
    private Dictionary<string, string> settings = [];

    /// <summary>Signs access tokens in registration's stead.</summary>
    public static ECDsaSecurityKey Key { get; } =
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "only-for-tests" };

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>What reached the services behind: "name method path", and the headers that came along.</summary>
    public ConcurrentQueue<(string Request, Dictionary<string, string> Headers)> Reached { get; } = [];

    public async ValueTask InitializeAsync()
    {
        settings = new Dictionary<string, string>
        {
            ["services:registration:http:0"] = await StartAsync("registration"),
            ["services:scheduling:http:0"] = await StartAsync("scheduling"),
            ["services:portal:http:0"] = await StartAsync("portal"),
            ["services:knowledge:http:0"] = "http://127.0.0.1:1",
        };
        settings["SignIn:Authority"] = $"{settings["services:registration:http:0"]}/keys";
        Client = Start([]);
        Address = Client.BaseAddress!;
    }

    /// <summary>One more gateway before the same services, with settings of its own.</summary>
    public HttpClient With(params (string Key, string Value)[] own) => Start(own);

    private HttpClient Start((string Key, string Value)[] own)
    {
        var gateway = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in settings.Select(pair => (pair.Key, pair.Value)).Concat(own))
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureServices(registered => registered.AddSingleton<ILoggerProvider>(new Recorder(Log)));
        });
        gateways.Add(gateway);
        gateway.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        gateway.StartServer();
        return gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }

        foreach (var service in services)
        {
            await service.DisposeAsync();
        }
    }

    private async Task<string> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        // As ServiceDefaults has it for all parts.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        var app = builder.Build();
        app.MapGet("/openapi/v1.json", () => TypedResults.Text(Document(name), "application/json"));
        app.MapGet("/keys/.well-known/jwks", () => TypedResults.Text(Jwks(), "application/json"));
        app.Map("/never", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.Map(
            "/slow/{type}",
            async (HttpContext context, string type) =>
            {
                context.Response.ContentType = $"application/{type}";
                for (var i = 0; i < 4; i++)
                {
                    await context.Response.WriteAsync("Stück");
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(1000, context.RequestAborted);
                }
            }
        );
        app.Map(
            "/{**rest}",
            async (HttpContext context) =>
            {
                Reached.Enqueue(
                    (
                        $"{name} {context.Request.Method} {context.Request.Path}",
                        context.Request.Headers.ToDictionary(
                            header => header.Key,
                            header => header.Value.ToString(),
                            StringComparer.OrdinalIgnoreCase
                        )
                    )
                );
                await context.Request.Body.CopyToAsync(Stream.Null);
                context.Response.ContentType = context.Request.Path.Value!.EndsWith(".css") ? "text/css" : "text/plain";
                context.Response.Headers[OperationName.Header] = context.Request.Query["operation"];
                return $"{name} {context.Request.Path}";
            }
        );
        await app.StartAsync();
        services.Add(app);
        return app.Urls.First();
    }

    private static string Jwks()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Key);
        return $$"""
            { "keys": [ { "kty": "EC", "crv": "P-256", "kid": "{{Key.KeyId}}", "use": "sig", "alg": "ES256",
              "x": "{{key.X}}", "y": "{{key.Y}}" } ] }
            """;
    }

    private static string Document(string name) =>
        $$"""
            { "openapi": "3.1.1", "info": { "title": "{{name}}", "version": "1" },
              "paths": { "/sessions/{id}": {
                "get": { "operationId": "Show", "summary": "Shows one", "description": "Shows `one` session.", "parameters": [
                    { "name": "when", "in": "query", "description": "Which", "schema": { "enum": ["coming", "past"] } } ],
                  "responses": { "200": { "description": "OK", "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Session" }, "example": { "id": 1 } } } },
                    "404": { "description": "`session-unknown`" } } },
                "put": { "operationId": "Plan", "summary": "Plans one", "security": [ { "signIn": [] } ], "requestBody": {
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Session" } } } },
                  "responses": { "204": { "description": "Done" }, "default": { "description": "Other" } } },
                "post": { "operationId": "Add", "summary": "Adds one", "responses": { "202": { "description": "Soon" } } },
                "patch": { "operationId": "Mend", "summary": "Mends one", "responses": { "204": { "description": "Done" } } },
                "delete": { "operationId": "Drop", "summary": "Drops one", "responses": { "204": { "description": "Done" } } } } },
              "components": { "securitySchemes": { "signIn": { "type": "http", "scheme": "bearer" } }, "schemas": {
                "Session": { "type": "object", "properties": { "{{name}}": { "$ref": "#/components/schemas/Form" } } },
                "Form": { "enum": ["OnSite", "Online"] } } } }
            """;

    private sealed class Recorder(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
