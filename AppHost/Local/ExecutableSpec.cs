using System.Text.Json.Nodes;

namespace Aspire.Hosting;

/// <summary>What DCP has to know to run one instance; DCP itself fills in the port between double braces.</summary>
internal static class ExecutableSpec
{
    public static JsonObject Of(LocalResource resource, string instance)
    {
        var address = resource.Endpoint is { IsProxied: true }
            ? $$$"""http://127.0.0.1:{{- portForServing "{{{resource.Name}}}" -}}"""
            : resource.Endpoint?.Url;
        var spec = new JsonObject
        {
            ["executablePath"] = resource.Command,
            ["workingDirectory"] = resource.WorkingDirectory,
            ["args"] = new JsonArray([.. resource.Args.Select(arg => (JsonNode)arg)]),
            ["env"] = new JsonArray([
                .. EnvironmentOf(resource, instance, address)
                    .Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value }),
            ]),
            ["executionType"] = "Process",
            ["ambientEnvironment"] = new JsonObject { ["behavior"] = "Inherit" },
        };
        if (resource.HealthPath is not null)
        {
            spec["healthProbes"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "ready",
                    ["type"] = "HTTP",
                    ["httpProbe"] = new JsonObject { ["url"] = address + resource.HealthPath },
                    ["schedule"] = new JsonObject
                    {
                        ["kind"] = "Continuous",
                        ["interval"] = "2s",
                        ["timeout"] = "5s",
                    },
                }
            );
        }

        return spec;
    }

    private static Dictionary<string, string> EnvironmentOf(LocalResource resource, string instance, string? address)
    {
        var environment = new Dictionary<string, string>();
        if (resource is ProjectResource)
        {
            environment["OTEL_SERVICE_NAME"] = resource.Name;
            environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = Dashboard.OtlpUrl;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            environment["OTEL_BSP_SCHEDULE_DELAY"] = environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            environment["OTEL_METRIC_EXPORT_INTERVAL"] = "5000";
            if (address is not null)
            {
                environment["ASPNETCORE_URLS"] = address;
            }
        }

        foreach (var reference in resource.References)
        {
            environment[$"services__{reference.Name}__http__0"] = reference.Endpoint!.Url;
        }

        if (resource.Endpoint?.PortVariable is { } port)
        {
            environment[port] = $"{resource.Endpoint.TargetPort}";
        }

        foreach (var (name, value) in resource.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }
}
