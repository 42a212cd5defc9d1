namespace Stadtgespraeche.Portal.Api;

public sealed record TopicName(Guid Id, string Title);

/// <summary>A topic as everybody sees it; <see cref="Stage"/> is Listed, Planned, Discussed or Retired.</summary>
public sealed record Topic(Guid Id, string Title, string Description, string Stage);

/// <summary>A topic with the sessions that name it; its id may differ from the one asked for, which went into it.</summary>
public sealed record TopicWithSessions(
    Topic Topic,
    IReadOnlyList<Session> Sessions,
    IReadOnlyList<PublicImpulse>? Impulses = null
);

/// <summary>An impulse as it stands in a public programme.</summary>
public sealed record PublicImpulse(string Title, string? Speaker, string? Partner, Guid SessionId, string SessionTitle);

/// <summary>A topic as organisers see it; also Proposed and Merged.</summary>
public sealed record TopicForOrganisers(
    Guid Id,
    long Version,
    string Title,
    string Description,
    string Stage,
    Guid? MergedInto,
    string? RetiredBecause,
    string? ProposedByPartner,
    DateTimeOffset ChangedAt
);

public sealed record OwnProposal(
    Guid Id,
    string Title,
    string Description,
    string State,
    string? RetiredBecause,
    bool WasListed,
    TopicName? MergedInto = null
);

/// <summary>Scheduling's topics as the pages use them.</summary>
public static class TopicsApi
{
    private const string Root = "/api/scheduling/topics";
    private const string Own = "/api/scheduling/me/topics";

    private sealed record TopicLines(IReadOnlyList<Topic> Topics);

    private sealed record AllTopics(IReadOnlyList<TopicForOrganisers> Topics);

    private sealed record OwnTopics(IReadOnlyList<OwnProposal> Topics);

    public static async Task<Answer<IReadOnlyList<Topic>>> TopicsAsync(
        this HubApi api,
        CancellationToken cancellationToken
    ) => (await api.GetPublicAsync<TopicLines>(Root, cancellationToken)).Map(list => list.Topics);

    public static Task<Answer<TopicWithSessions>> TopicAsync(
        this HubApi api,
        Guid id,
        CancellationToken cancellationToken
    ) => api.GetPublicAsync<TopicWithSessions>($"{Root}/{id}", cancellationToken);

    public static async Task<Answer<IReadOnlyList<TopicForOrganisers>>> AllTopicsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<AllTopics>($"{Root}/all", cancellationToken, token)).Map(list => list.Topics);

    public static async Task<Answer<IReadOnlyList<OwnProposal>>> OwnProposalsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => (await api.GetAsync<OwnTopics>(Own, cancellationToken, token)).Map(list => list.Topics);

    public static Task<Problem?> ProposeTopicAsync(
        this HubApi api,
        Guid id,
        string? title,
        string? description,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Own}/{id}", new { title, description }, token, cancellationToken);

    public static Task<Problem?> WriteTopicAsync(
        this HubApi api,
        Guid id,
        string? title,
        string? description,
        long expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"{Root}/{id}",
            new
            {
                title,
                description,
                expectedVersion,
            },
            token,
            cancellationToken
        );

    public static Task<Problem?> ReleaseTopicAsync(
        this HubApi api,
        Guid id,
        long version,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/release", new { version }, token, cancellationToken);

    public static Task<Problem?> RetireTopicAsync(
        this HubApi api,
        Guid id,
        long version,
        string? reason,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/retirement", new { version, reason }, token, cancellationToken);

    public static Task<Problem?> MergeTopicAsync(
        this HubApi api,
        Guid id,
        Guid into,
        long version,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/merger", new { into, version }, token, cancellationToken);
}
