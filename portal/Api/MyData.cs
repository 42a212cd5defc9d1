using System.Text.Json;

namespace Stadtgespraeche.Portal.Api;

/// <summary>What one service stores about the signed-in member.</summary>
public sealed record MyData(string Service, Guid MemberId, DateTimeOffset ExportedAt, IReadOnlyList<MyTable> Tables);

public sealed record MyTable(string Name, string Purpose, string Kept, string SeenBy, JsonElement Rows);

/// <summary>How far an erasure is.</summary>
public sealed record ErasureState(
    Guid Id,
    string Partner,
    string Cause,
    DateTimeOffset OrderedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<ErasurePartState> Parts
);

public sealed record ErasurePartState(
    string Owner,
    DateTimeOffset? OrderedAt,
    int Orders,
    DateTimeOffset? CompletedAt,
    bool Stuck,
    IReadOnlyDictionary<string, int> Counts
);

public sealed record ErasureList(IReadOnlyList<ErasureState> Open, IReadOnlyList<ErasureState> Completed);

public sealed record RetentionLine(DateOnly Day, string Rule, string Partner, string Reason, long Rows);

/// <summary>The hub's data protection as the pages use it.</summary>
public static class MyDataApi
{
    private static readonly string[] Services = ["registration", "knowledge", "scheduling"];

    /// <summary>All services' parts, or the first problem: half of an answer would be a wrong one.</summary>
    public static async Task<Answer<IReadOnlyList<MyData>>> MyDataAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    )
    {
        var parts = new List<MyData>();
        foreach (var service in Services)
        {
            if (
                !(await api.GetAsync<MyData>($"/api/{service}/me/data", cancellationToken, token)).Is(
                    out var part,
                    out var problem
                )
            )
            {
                return Answer<IReadOnlyList<MyData>>.Of(problem);
            }

            parts.Add(part);
        }

        return Answer<IReadOnlyList<MyData>>.Of((IReadOnlyList<MyData>)parts);
    }

    public static Task<Problem?> AskCityForDataAsync(
        this HubApi api,
        Guid request,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/registration/me/data/city/{request}", new { }, token, cancellationToken);

    public static Task<Problem?> AskCityToCorrectAsync(
        this HubApi api,
        Guid request,
        string? wrong,
        string? right,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"/api/registration/me/data/city/{request}/correction",
            new { wrong, right },
            token,
            cancellationToken
        );

    public static Task<Problem?> GiveAddressAsync(
        this HubApi api,
        string? address,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync("/api/registration/me/address", new { address }, token, cancellationToken);

    public static Task<Answer<ErasureState>> EraseMeAsync(
        this HubApi api,
        string statusCode,
        string token,
        CancellationToken cancellationToken
    ) => api.PostAsync<ErasureState>("/api/registration/me/erasure", new { statusCode }, token, cancellationToken);

    public static Task<Answer<ErasureState>> ErasureAsync(
        this HubApi api,
        string statusCode,
        CancellationToken cancellationToken
    ) => api.GetAsync<ErasureState>("/api/registration/erasure", "Erasure-Code", statusCode, cancellationToken);

    public static Task<Answer<ErasureList>> ErasuresAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<ErasureList>("/api/registration/erasures", cancellationToken, token);

    public static async Task<Answer<IReadOnlyList<RetentionLine>>> RetentionAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<RetentionLine>();
        foreach (var service in Services)
        {
            if (
                !(await api.GetAsync<RetentionLine[]>($"/api/{service}/retention", cancellationToken, token)).Is(
                    out var part,
                    out var problem
                )
            )
            {
                return Answer<IReadOnlyList<RetentionLine>>.Of(problem);
            }

            lines.AddRange(part);
        }

        return Answer<IReadOnlyList<RetentionLine>>.Of(
            (IReadOnlyList<RetentionLine>)[.. lines.OrderByDescending(line => line.Day)]
        );
    }
}
