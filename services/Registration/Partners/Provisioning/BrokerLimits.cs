using System.Text.Json.Nodes;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// What one partner can take of the broker at most, set with its user, beside its own bounded queue to the hub
/// (<see cref="Messaging.Topology.PartnerTopology.WordsQueue"/>).
/// <list type="bullet">
/// <item>Connections and channels: a Notification holds three connections with a dozen channels; the same again while it
/// is replaced or until the broker notices that a network broke, and one for a verb.</item>
/// <item>Queues that a partner can write to itself: length and bytes. They hold what the hub told a city that is away, at
/// most 21 days of it, some thousand messages; a hundred thousand come together only when somebody fills them. They drop
/// their oldest and never refuse: refused, a fact for all would reach nobody. A resend brings back what was dropped. A
/// policy, because a queue's own arguments cannot change under the cities that declare them.</item>
/// </list>
/// </summary>
internal static class BrokerLimits
{
    public const int Connections = 20;
    public const int Channels = 200;
    public const int Messages = 100_000;
    public const int Bytes = 64 * 1024 * 1024;
    private const string Policy = "partners";

    /// <summary>Sets all of them; changes nothing that is so already.</summary>
    public static async Task SetAsync(
        HttpClient management,
        string virtualHost,
        string key,
        CancellationToken cancellationToken
    )
    {
        foreach (var (limit, value) in new[] { ("max-connections", Connections), ("max-channels", Channels) })
        {
            var set = await management.PutAsJsonAsync(
                $"api/user-limits/{key}/{limit}",
                new { value },
                cancellationToken
            );
            set.EnsureSuccessStatusCode();
        }

        await KeepPolicyAsync(management, $"api/policies/{virtualHost}/{Policy}", cancellationToken);
    }

    // Each change of a policy makes the broker look at all its queues, so one that is there already stays.
    private static async Task KeepPolicyAsync(HttpClient management, string path, CancellationToken cancellationToken)
    {
        var wanted = new JsonObject
        {
            ["pattern"] = @"^(notification\..+|registration-from-partners_error)$",
            ["apply-to"] = "queues",
            ["priority"] = 1,
            ["definition"] = new JsonObject
            {
                ["max-length"] = Messages,
                ["max-length-bytes"] = Bytes,
                ["overflow"] = "drop-head",
            },
        };
        using var found = await management.GetAsync(path, cancellationToken);
        if (found.IsSuccessStatusCode)
        {
            var there = await found.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
            if (wanted.All(setting => JsonNode.DeepEquals(there![setting.Key], setting.Value)))
            {
                return;
            }
        }

        (await management.PutAsJsonAsync(path, wanted, cancellationToken)).EnsureSuccessStatusCode();
    }
}
