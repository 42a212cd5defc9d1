using System.Text.Json.Nodes;

namespace Aspire.Hosting;

/// <summary>Hands every resource to DCP as soon as what it waits for is met, and follows what becomes of it.</summary>
internal sealed class Orchestrator(IReadOnlyList<LocalResource> resources, ResourceStates states, Dcp dcp)
{
    private readonly HashSet<string> logged = [];

    public async Task RunAsync(CancellationToken stop)
    {
        // Addresses first: a resource may refer to one that starts later.
        foreach (var resource in resources.Where(resource => resource.Endpoint is { IsProxied: true }))
        {
            await OpenProxyAsync(resource, stop);
        }

        await Task.WhenAll([FollowAsync(stop), .. resources.Select(resource => StartAsync(resource, stop))]);
    }

    /// <summary>
    /// First who serves people, then what they stand on: nobody loses the database while finishing a request.
    /// </summary>
    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var following = FollowAsync(patience.Token);
        try
        {
            foreach (
                var wave in resources
                    .GroupBy(resource => resource is ProjectResource)
                    .OrderByDescending(wave => wave.Key)
            )
            {
                var running = states
                    .All.Where(instance => wave.Contains(instance.Resource) && instance.State == "Running")
                    .ToList();
                await Task.WhenAll(running.Select(instance => dcp.StopAsync(instance.Name)));
                while (running.Exists(instance => !states.Find(instance.Name)!.IsOver))
                {
                    await Task.Delay(100, patience.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            Console.Error.WriteLine("Not everything stopped in time; the orchestrator ends the rest.");
        }

        await patience.CancelAsync();
        await Task.WhenAny(following);
    }

    private async Task OpenProxyAsync(LocalResource resource, CancellationToken stop)
    {
        var spec = new JsonObject { ["protocol"] = "TCP", ["addressAllocationMode"] = "IPv4ZeroOne" };
        if (resource.Endpoint!.Port is { } port)
        {
            spec["port"] = port;
        }

        await dcp.CreateAsync("Service", resource.Name, spec);
        int? given;
        while ((given = (int?)(await dcp.GetAsync("Service", resource.Name))["status"]?["effectivePort"]) is not > 0)
        {
            await Task.Delay(50, stop);
        }

        resource.Endpoint.Port = given;
    }

    private async Task StartAsync(LocalResource resource, CancellationToken stop)
    {
        try
        {
            foreach (var dependency in resource.Dependencies)
            {
                await states.WaitAsync(dependency, stop);
            }
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"{resource.Name} does not start: {e.Message}");
            foreach (var instance in resource.Instances)
            {
                states.Set(states.Find(instance)! with { State = "FailedToStart" });
            }

            return;
        }

        var producer = resource.Endpoint is { IsProxied: true }
            ? new JsonObject
            {
                ["service-producer"] = new JsonArray(
                    new JsonObject { ["serviceName"] = resource.Name, ["address"] = "127.0.0.1" }
                ).ToJsonString(),
            }
            : null;
        foreach (var instance in resource.Instances)
        {
            await dcp.CreateAsync(
                "Executable",
                instance,
                ExecutableSpec.Of(resource, instance),
                (JsonObject?)producer?.DeepClone()
            );
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await foreach (var executable in dcp.WatchExecutablesAsync(stop))
        {
            var status = executable["status"];
            if (
                states.Find((string)executable["metadata"]!["name"]!) is not { } known
                || (string?)status?["state"] is not { Length: > 0 } state
            )
            {
                continue;
            }

            if (logged.Add(known.Name))
            {
                _ = CopyLogAsync(known.Name);
            }

            var started = (string?)status["startupTimestamp"];
            states.Set(
                known with
                {
                    State = state,
                    Health = (string?)status["healthStatus"] ?? "",
                    ExitCode = (int?)status["exitCode"],
                    Pid = (int?)status["pid"],
                    Started = started is null
                        ? null
                        : DateTimeOffset.Parse(started, System.Globalization.CultureInfo.InvariantCulture),
                }
            );
        }
    }

    private async Task CopyLogAsync(string instance)
    {
        await using var file = TextWriter.Synchronized(
            new StreamWriter(states.LogFile(instance), append: false) { AutoFlush = true }
        );
        async Task CopyAsync(string source)
        {
            using var log = await dcp.OpenLogAsync(instance, source, follow: true, CancellationToken.None);
            while (await log.ReadLineAsync() is { } line)
            {
                await file.WriteLineAsync(line);
            }
        }

        try
        {
            await Task.WhenAll(CopyAsync("stdout"), CopyAsync("stderr"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The orchestrator went away; what was written by then is there.
        }
    }
}
