namespace Stadtgespraeche.Portal.Api;

public sealed record Contribution(
    Guid Id,
    Guid SessionId,
    string Kind,
    string Title,
    string? Excerpt,
    string? AuthorName,
    string? PartnerName,
    DateTimeOffset? PublishedAt,
    string? BodyHtml,
    string? Body,
    string? State,
    long? Version,
    string? ReturnedBecause
)
{
    public bool IsPublished => State == "Published";

    public bool IsWithdrawn => State == "Withdrawn";
}

public sealed record ContributionList(IReadOnlyList<Contribution> Contributions);

public sealed record ContributionPage(
    IReadOnlyList<Contribution> Contributions,
    int Total,
    bool TotalIsCapped,
    int Page,
    int Pages
);

/// <summary>What a member may add to a session: who they are, whether they attended, what they have handed in.</summary>
public sealed record Authorship(
    string? DisplayName,
    string? PartnerName,
    bool Attended,
    IReadOnlyList<Contribution> Contributions
);

public sealed record ContributionDraft(Guid SessionId, string? Kind, string? Title, string? Body);

/// <summary>Knowledge as the pages use it.</summary>
public static class ContributionsApi
{
    public static Task<Answer<ContributionPage>> ContributionsAsync(
        this HubApi api,
        CancellationToken cancellationToken,
        string? words = null,
        string? kind = null,
        Guid? session = null,
        int page = 1
    )
    {
        var query = QueryString.Create(
            new Dictionary<string, string?>
            {
                ["q"] = words,
                ["kind"] = kind,
                ["sessionId"] = session?.ToString(),
                ["page"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture),
            }.Where(part => !string.IsNullOrWhiteSpace(part.Value))
        );
        return api.GetPublicAsync<ContributionPage>($"/api/knowledge/contributions{query}", cancellationToken);
    }

    public static Task<Answer<Contribution>> ContributionAsync(
        this HubApi api,
        Guid id,
        CancellationToken cancellationToken
    ) => api.GetPublicAsync<Contribution>($"/api/knowledge/contributions/{id}", cancellationToken);

    public static Task<Answer<Authorship>> AuthorshipAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Authorship>($"/api/knowledge/sessions/{session}/authorship", cancellationToken, token);

    public static Task<Answer<Authorship>> OwnAuthorshipAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Authorship>($"/api/knowledge/me/sessions/{session}/authorship", cancellationToken, token);

    public static Task<Problem?> SaveOwnContributionAsync(
        this HubApi api,
        Guid id,
        ContributionDraft draft,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/knowledge/me/contributions/{id}", draft, token, cancellationToken);

    public static Task<Problem?> SaveContributionAsync(
        this HubApi api,
        Guid id,
        ContributionDraft draft,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/knowledge/contributions/{id}", draft, token, cancellationToken);

    public static async Task<Answer<IReadOnlyList<Contribution>>> SubmittedAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) =>
        (await api.GetAsync<ContributionList>("/api/knowledge/contributions/submitted", cancellationToken, token)).Is(
            out var list,
            out var problem
        )
            ? Answer<IReadOnlyList<Contribution>>.Of(list.Contributions)
            : Answer<IReadOnlyList<Contribution>>.Of(problem);

    public static Task<Problem?> ReturnAsync(
        this HubApi api,
        Guid id,
        string? reason,
        long? expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"/api/knowledge/contributions/{id}/return",
            new { reason, expectedVersion },
            token,
            cancellationToken
        );

    public static Task<Problem?> CorrectAsync(
        this HubApi api,
        Guid id,
        string? title,
        string? body,
        long? expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"/api/knowledge/contributions/{id}/correction",
            new
            {
                title,
                body,
                expectedVersion,
            },
            token,
            cancellationToken
        );

    /// <summary>With the link of a mail, or as an organiser.</summary>
    public static Task<Problem?> WithdrawAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/knowledge/contributions/{id}/withdrawal", new { }, token, cancellationToken);

    public static Task<Problem?> WithdrawOwnAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/knowledge/me/contributions/{id}/withdrawal", new { }, token, cancellationToken);

    public static Task<Problem?> ReleaseAsync(
        this HubApi api,
        Guid id,
        long? expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/knowledge/contributions/{id}/release", new { expectedVersion }, token, cancellationToken);
}
