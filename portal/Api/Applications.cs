namespace Stadtgespraeche.Portal.Api;

/// <summary>A municipality as the official register has it.</summary>
public sealed record Municipality(string Ags, string Name, string District, string Land);

/// <summary>What somebody sends in to apply; <see cref="Website"/> is the field that people do not see.</summary>
public sealed record ApplicationDraft(
    string? Ags,
    string? Region,
    string? ContactName,
    string? ContactAddress,
    string? Why,
    bool Consent,
    string? Website
);

/// <summary>An application as the applicant and the organisers see it; who speaks for it stands nowhere here.</summary>
public sealed record Application(
    Guid Id,
    string Name,
    string? Ags,
    string? District,
    string? Land,
    string State,
    long Version,
    string? Why,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ConfirmUntil,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    string? Refusal,
    string? Partner,
    IReadOnlyList<ApplicationQuestion> Questions,
    bool Connected = false
)
{
    public bool IsUndecided => State is "Open" or "Asked";
}

public sealed record ApplicationQuestion(
    Guid Id,
    string Question,
    DateTimeOffset AskedAt,
    string? Answer,
    DateTimeOffset? AnsweredAt
);

public sealed record ApplicationLine(
    Guid Id,
    string Name,
    string? Ags,
    string State,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    string? Partner
);

/// <summary>One application with the key and the name that the partner could have.</summary>
public sealed record ApplicationToDecide(Application Application, string SuggestedKey, string SuggestedName);

/// <summary>Applying, as visitors, applicants and organisers do.</summary>
public static class ApplicationsApi
{
    private const string Root = "/api/registration/applications";

    public static Task<Answer<Municipality[]>> MunicipalitiesAsync(
        this HubApi api,
        string typed,
        CancellationToken cancellationToken
    ) =>
        api.GetAsync<Municipality[]>(
            $"/api/registration/municipalities{QueryString.Create("q", typed)}",
            cancellationToken
        );

    public static Task<Problem?> ApplyAsync(
        this HubApi api,
        Guid id,
        ApplicationDraft draft,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}", draft, null, cancellationToken);

    public static Task<Answer<Application>> OwnApplicationAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<Application>($"{Root}/mine", cancellationToken, token);

    public static Task<Problem?> ConfirmApplicationAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/mine/confirmation", new { }, token, cancellationToken);

    public static Task<Problem?> AnswerQuestionAsync(
        this HubApi api,
        Guid question,
        string? answer,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/mine/questions/{question}/answer", new { answer }, token, cancellationToken);

    public static Task<Problem?> WithdrawApplicationAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/mine/withdrawal", new { }, token, cancellationToken);

    /// <summary>The deployment kit with new credentials.</summary>
    public static Task<Answer<HttpResponseMessage>> OwnKitAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.PostForFileAsync($"{Root}/mine/kit", token, cancellationToken);

    public static Task<Answer<ApplicationLine[]>> ApplicationsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<ApplicationLine[]>(Root, cancellationToken, token);

    public static Task<Answer<ApplicationToDecide>> ApplicationAsync(
        this HubApi api,
        Guid id,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<ApplicationToDecide>($"{Root}/{id}", cancellationToken, token);

    public static Task<Problem?> AskApplicantAsync(
        this HubApi api,
        Guid id,
        Guid questionId,
        string? question,
        long version,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/questions/{questionId}", new { question, version }, token, cancellationToken);

    public static Task<Problem?> AcceptApplicationAsync(
        this HubApi api,
        Guid id,
        string? key,
        string? name,
        long version,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"{Root}/{id}/acceptance",
            new
            {
                key,
                name,
                version,
            },
            token,
            cancellationToken
        );

    public static Task<Problem?> RefuseApplicationAsync(
        this HubApi api,
        Guid id,
        string? reason,
        long version,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{Root}/{id}/refusal", new { reason, version }, token, cancellationToken);
}
