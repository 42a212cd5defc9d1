namespace Stadtgespraeche.Portal.Api;

/// <summary>An entry of a service's log of changes: ids and names of operations, nobody's name.</summary>
public sealed record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    string Via,
    Guid? ActorId,
    string? Partner,
    string Role,
    string Operation,
    string TargetKind,
    string? TargetId,
    string Outcome
);

/// <summary>
/// One page of the logs of all services, newest first. <see cref="Next"/> leads to older entries.
/// </summary>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, Guid? Next, bool Incomplete);

/// <summary>Each service keeps a log of its own; people read them as one.</summary>
public static class AuditApi
{
    private const int PageSize = 50;
    private static readonly string[] Services = ["registration", "scheduling", "knowledge"];

    private sealed record Log(IReadOnlyList<AuditEntry> Entries, bool More);

    public static async Task<Answer<AuditPage>> AuditAsync(
        this HubApi api,
        Guid? before,
        string token,
        CancellationToken cancellationToken
    )
    {
        var query = before is { } id ? $"&before={id}" : "";
        var answers = await Task.WhenAll(
            Services.Select(service =>
                api.GetAsync<Log>($"/api/{service}/audit?limit={PageSize}{query}", cancellationToken, token)
            )
        );
        if (
            answers.Select(answer => answer.Problem).FirstOrDefault(problem => problem is { Status: < 500 }) is
            { } refused
        )
        {
            return Answer<AuditPage>.Of(refused);
        }

        var logs = answers.Select(answer => answer.Value).OfType<Log>().ToList();
        // The ids are UUIDv7: their order is that of time in all services, so that one of them is the place to go on
        // from in each.
        var merged = logs.SelectMany(log => log.Entries).OrderByDescending(entry => entry.Id).ToList();
        var page = merged.Take(PageSize).ToList();
        var more = merged.Count > page.Count || logs.Any(log => log.More);
        return Answer<AuditPage>.Of(new AuditPage(page, more ? page[^1].Id : null, logs.Count < Services.Length));
    }
}
