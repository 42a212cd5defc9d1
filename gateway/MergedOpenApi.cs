using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// One OpenAPI document for all services: paths with the gateway's prefixes. Kept for a minute when complete; a service
/// that does not answer is left out and named in <c>x-unavailable</c>.
/// </summary>
internal sealed partial class MergedOpenApi(
    IHttpClientFactory clients,
    TimeProvider time,
    ILogger<MergedOpenApi> logger
)
{
    public const string Client = "openapi";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private volatile Tuple<DateTimeOffset, JsonObject>? latest;

    public static async Task<JsonHttpResult<JsonObject>> Handle(
        MergedOpenApi merged,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        PublicReads.Allow(response);
        return TypedResults.Json(await merged.GetAsync(cancellationToken));
    }

    private async Task<JsonObject> GetAsync(CancellationToken cancellationToken)
    {
        if (latest is { } known && time.GetUtcNow() - known.Item1 < Kept)
        {
            return known.Item2;
        }

        var fetched = await Task.WhenAll(Routes.Services.Select(name => FetchAsync(name, cancellationToken)));
        var documents = Routes
            .Services.Zip(fetched)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => pair.Second!);
        var missing = Routes.Services.Except(documents.Keys).ToArray();
        var merged = OpenApiMerge.Merge(documents);
        if (missing.Length > 0)
        {
            merged["x-unavailable"] = new JsonArray([.. missing.Select(name => JsonValue.Create(name))]);
        }
        else
        {
            latest = Tuple.Create(time.GetUtcNow(), merged);
        }

        return merged;
    }

    private async Task<JsonObject?> FetchAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            await using var stream = await client.GetStreamAsync(
                $"https+http://{service}/openapi/v1.json",
                cancellationToken
            );
            return (await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken))?.AsObject();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogMissing(service, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The OpenAPI document of {Service} could not be read: {Reason}")]
    private partial void LogMissing(string service, string reason);
}
