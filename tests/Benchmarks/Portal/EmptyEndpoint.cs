using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>A server that says 200 to everything and does nothing else.</summary>
internal sealed class EmptyEndpoint(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    public static async Task<EmptyEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(context => context.Response.WriteAsync("ok"));
        await app.StartAsync();
        return new EmptyEndpoint(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
