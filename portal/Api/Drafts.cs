namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// What organisers have typed and not published yet. <see cref="Errors"/> tells by field of <see cref="Plan"/> what
/// keeps it from being published.
/// </summary>
public sealed record Draft(
    Guid Id,
    long Version,
    long BasedOn,
    long SessionVersion,
    DateTimeOffset ChangedAt,
    SessionPlan Plan,
    string? DescriptionHtml,
    IReadOnlyDictionary<string, IReadOnlyList<FieldError>> Errors,
    IReadOnlyList<Clash>? Clashes = null
)
{
    public bool IsNew => SessionVersion == 0;

    /// <summary>The public session was changed after somebody began to change it here.</summary>
    public bool IsOutdated => BasedOn != SessionVersion;
}

/// <summary>A speaker or venue that another session or draft takes at the same time.</summary>
public sealed record Clash(string Kind, string Name, Guid SessionId, string? Title, bool IsDraft, DateTimeOffset Start);

public sealed record FieldError(string Code, string Message);

/// <summary>The start is local time as typed, complete or not.</summary>
public sealed record DraftLine(Guid Id, string? Title, bool IsNew, DateTimeOffset ChangedAt, string? LocalStart = null);

/// <summary>Scheduling's drafts as the organisers' pages use them.</summary>
public static class DraftsApi
{
    private const string Root = "/api/scheduling/drafts";

    private sealed record DraftList(IReadOnlyList<DraftLine> Drafts);

    public static async Task<Answer<IReadOnlyList<DraftLine>>> DraftsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<DraftList>(Root, cancellationToken, token)).Map(list => list.Drafts);

    public static Task<Answer<Draft>> DraftAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Draft>($"{Root}/{id}", cancellationToken, token);

    public static Task<Answer<Draft>> SaveDraftAsync(
        this HubApi api,
        Guid id,
        SessionPlan plan,
        long basedOn,
        long expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync<Draft>(
            $"{Root}/{id}",
            new
            {
                plan,
                basedOn,
                expectedVersion,
            },
            token,
            cancellationToken
        );

    public static Task<Problem?> CopySessionAsync(
        this HubApi api,
        Guid id,
        Guid sessionId,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/copy", new { sessionId }, token, cancellationToken);

    public static Task<Problem?> DiscardDraftAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync($"{Root}/{id}", token, cancellationToken);

    public static Task<Problem?> PublishDraftAsync(
        this HubApi api,
        Guid id,
        long version,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/publication", new { version }, token, cancellationToken);
}
