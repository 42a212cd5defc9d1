namespace Stadtgespraeche.Portal.Api;

/// <summary>The links of a session that whoever asked may see.</summary>
public sealed record SessionLinks(string? Recording, string? Minutes);

public sealed record RecordLink(string? Link, string? For);

/// <summary>Both links as organisers edit them, and the titles of impulses that are not to be recorded.</summary>
public sealed record SessionRecord(
    Guid SessionId,
    long Version,
    RecordLink? Recording,
    RecordLink? Minutes,
    IReadOnlyList<string>? NotToBeRecorded
);

/// <summary>Recordings and minutes in Scheduling. What members see is never asked for without their token, nor kept.</summary>
public static class RecordsApi
{
    public static Task<Answer<SessionLinks>> LinksAsync(
        this HubApi api,
        Guid session,
        string? token,
        CancellationToken cancellationToken
    ) =>
        token is { Length: > 0 }
            ? api.GetAsync<SessionLinks>($"/api/scheduling/me/sessions/{session}/record", cancellationToken, token)
            : api.GetPublicAsync<SessionLinks>($"/api/scheduling/sessions/{session}/record", cancellationToken);

    public static Task<Answer<SessionRecord>> RecordToEditAsync(
        this HubApi api,
        Guid session,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<SessionRecord>($"/api/scheduling/sessions/{session}/record/edit", cancellationToken, token);

    public static Task<Problem?> WriteRecordAsync(
        this HubApi api,
        Guid session,
        RecordLink recording,
        RecordLink minutes,
        long expectedVersion,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"/api/scheduling/sessions/{session}/record",
            new
            {
                recording,
                minutes,
                expectedVersion,
            },
            token,
            cancellationToken
        );
}
