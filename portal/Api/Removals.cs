using System.Text.Json.Nodes;

namespace Stadtgespraeche.Portal.Api;

/// <summary>A partner's leaving: how far it is, and afterwards what was deleted.</summary>
public sealed record Removal(
    Guid Id,
    string Partner,
    string PartnerName,
    DateTimeOffset OrderedAt,
    DateTimeOffset? CompletedAt,
    int Members,
    int UnconfirmedErasures,
    IReadOnlyList<RemovalPart> Parts
);

public sealed record RemovalPart(
    string Owner,
    DateTimeOffset? OrderedAt,
    int Orders,
    DateTimeOffset? CompletedAt,
    IReadOnlyDictionary<string, int> Counts
);

/// <summary>Letting a partner leave.</summary>
public static class RemovalsApi
{
    /// <summary>The services that keep something of a partner.</summary>
    public static readonly string[] Services = ["registration", "knowledge"];

    /// <summary>Not found: nobody has started it.</summary>
    public static Task<Answer<Removal>> RemovalAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Removal>($"{PathOf("registration", partner)}/removal", cancellationToken, token);

    public static Task<Answer<Removal>> StartRemovalAsync(
        this HubApi api,
        string partner,
        string? confirmation,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync<Removal>(
            $"{PathOf("registration", partner)}/removal",
            new { confirmation },
            token,
            cancellationToken
        );

    /// <summary>All that one service keeps about the partner, as the service writes it.</summary>
    public static Task<Answer<JsonNode>> ExportPartnerAsync(
        this HubApi api,
        string service,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<JsonNode>($"{PathOf(service, partner)}/export", cancellationToken, token);

    private static string PathOf(string service, string partner) =>
        $"/api/{service}/partners/{Uri.EscapeDataString(partner)}";
}
