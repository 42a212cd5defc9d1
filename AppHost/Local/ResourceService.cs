using System.Threading.Channels;
using Aspire.Hosting.ResourceProtocol;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>
/// Tells the dashboard which resources there are, how they do and what they write; takes no commands.
/// </summary>
internal sealed class ResourceService(ResourceStates states, Dcp dcp, IHostApplicationLifetime lifetime)
    : DashboardService.DashboardServiceBase
{
    public static async Task<IAsyncDisposable> StartAsync(ResourceStates states, Dcp dcp)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrel()
            .UseUrls(Dashboard.ResourceServiceUrl)
            .ConfigureKestrel(kestrel =>
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
            );
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddRouting().AddGrpc();
        builder.Services.AddSingleton(states).AddSingleton(dcp);
        var app = builder.Build();
        app.MapGrpcService<ResourceService>();
        await app.StartAsync();
        return app;
    }

    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request,
        ServerCallContext context
    ) => Task.FromResult(new ApplicationInformationResponse { ApplicationName = "Stadtgespräche" });

    public override async Task WatchResources(
        WatchResourcesRequest request,
        IServerStreamWriter<WatchResourcesUpdate> responseStream,
        ServerCallContext context
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        var changes = Channel.CreateUnbounded<InstanceState>();
        void Note(InstanceState changed)
        {
            if (Shown(changed))
            {
                changes.Writer.TryWrite(changed);
            }
        }

        states.Changed += Note;
        try
        {
            var initial = new InitialResourceData();
            initial.Resources.AddRange(states.All.Where(Shown).Select(Describe));
            await responseStream.WriteAsync(new WatchResourcesUpdate { InitialData = initial }, stop.Token);
            await foreach (var changed in changes.Reader.ReadAllAsync(stop.Token))
            {
                var update = new WatchResourcesChanges();
                update.Value.Add(new WatchResourcesChange { Upsert = Describe(changed) });
                await responseStream.WriteAsync(new WatchResourcesUpdate { Changes = update }, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or all of it ends.
        }
        finally
        {
            states.Changed -= Note;
        }
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        using var oneAtATime = new SemaphoreSlim(1);
        var number = 0;
        async Task SendAsync(string source)
        {
            using var log = await dcp.OpenLogAsync(request.ResourceName, source, !request.SuppressFollow, stop.Token);
            while (await log.ReadLineAsync(stop.Token) is { } line)
            {
                await oneAtATime.WaitAsync(stop.Token);
                var update = new WatchResourceConsoleLogsUpdate();
                update.LogLines.Add(
                    new ConsoleLogLine
                    {
                        Text = line,
                        IsStdErr = source == "stderr",
                        LineNumber = ++number,
                    }
                );
                await responseStream.WriteAsync(update, stop.Token);
                oneAtATime.Release();
            }
        }

        try
        {
            await Task.WhenAll(SendAsync("stdout"), SendAsync("stderr"));
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            // The page was closed, the resource has not started yet, or all of it ends.
        }
    }

    /// <summary>
    /// Has no question to ask, but stays open: a dashboard that is refused here takes itself for disconnected and shows
    /// nothing.
    /// </summary>
    public override async Task WatchInteractions(
        IAsyncStreamReader<Interaction> requestStream,
        IServerStreamWriter<Interaction> responseStream,
        ServerCallContext context
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool Shown(InstanceState instance) => instance.Name != Dashboard.Name;

    private Resource Describe(InstanceState instance)
    {
        var resource = new Resource
        {
            Name = instance.Name,
            DisplayName = instance.Resource.Name,
            Uid = instance.Name,
            ResourceType = instance.Resource is ProjectResource ? "Project" : "Executable",
            State = instance.State,
            CreatedAt = states.Created.ToTimestamp(),
            StartedAt = instance.Started?.ToTimestamp(),
        };
        if (instance.Resource.Endpoint is { Port: not null } endpoint)
        {
            resource.Urls.Add(
                new Url
                {
                    EndpointName = "http",
                    FullUrl = endpoint.Url,
                    DisplayProperties = new(),
                }
            );
        }

        if (instance.Resource.HealthPath is not null)
        {
            resource.HealthReports.Add(
                new HealthReport
                {
                    Key = "ready",
                    Status = instance.IsHealthy ? HealthStatus.Healthy : HealthStatus.Unhealthy,
                }
            );
        }

        resource.Properties.Add(
            new ResourceProperty { Name = "executable.path", Value = Value.ForString(instance.Resource.Command) }
        );
        resource.Properties.Add(
            new ResourceProperty
            {
                Name = instance.Resource is ProjectResource ? "project.path" : "executable.workDir",
                Value = Value.ForString(instance.Resource.WorkingDirectory),
            }
        );
        if (instance.Pid is { } pid)
        {
            resource.Properties.Add(new ResourceProperty { Name = "executable.pid", Value = Value.ForNumber(pid) });
        }

        return resource;
    }
}
