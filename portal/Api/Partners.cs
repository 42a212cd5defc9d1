namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// What everyone may read about a partner: plain texts with blank lines between paragraphs; empty is missing.
/// </summary>
public sealed record PartnerPage(
    string Key,
    string Name,
    bool Suspended,
    string Imprint,
    string Privacy,
    string Accessibility,
    string FeedbackAddress
);

/// <summary>How far a partner is, as organisers see it.</summary>
public sealed record PartnerReport(
    string Key,
    string Name,
    string? Ags,
    string State,
    bool Provisioned,
    string? Release,
    bool Behind,
    DateTimeOffset? LastStartAt,
    DateTimeOffset? CheckedAt,
    IReadOnlyList<FailedCheck> CheckFailed,
    int Trusted,
    int Waiting,
    IReadOnlyList<string> LegalMissing,
    DateTimeOffset? SuspendedAt,
    string? SuspendedBecause
);

public sealed record FailedCheck(string Code, string Text);

public sealed record PartnerReports(string Release, bool Provisions, IReadOnlyList<PartnerReport> Partners);

/// <summary>One partner with its keys.</summary>
public sealed record PartnerDetails(
    string Release,
    bool Provisions,
    PartnerReport Partner,
    bool HasCredentials,
    DateTimeOffset? CodeExpiresAt,
    IReadOnlyList<TrustedKey> Keys,
    IReadOnlyList<PendingKey> Pending
);

public sealed record TrustedKey(string KeyId, DateTimeOffset AcceptedAt, DateTimeOffset? RevokedAt);

public sealed record PendingKey(string KeyId, DateTimeOffset AnnouncedAt, DateTimeOffset? RejectedAt);

/// <summary>Partners as everyone and as organisers see them.</summary>
public static class PartnersApi
{
    private const string Root = "/api/registration/partners";

    public static Task<Answer<PartnerPage>> PartnerAsync(
        this HubApi api,
        string partner,
        CancellationToken cancellationToken
    ) => api.GetPublicAsync<PartnerPage>(PathOf(partner), cancellationToken);

    public static Task<Answer<PartnerReports>> PartnerReportsAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<PartnerReports>($"{Root}/all", cancellationToken, token);

    public static Task<Answer<PartnerDetails>> PartnerDetailsAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.GetAsync<PartnerDetails>($"{PathOf(partner)}/report", cancellationToken, token);

    public static Task<Problem?> SuspendPartnerAsync(
        this HubApi api,
        string partner,
        string? reason,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync($"{PathOf(partner)}/suspension", new { reason }, token, cancellationToken);

    public static Task<Problem?> ResumePartnerAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync($"{PathOf(partner)}/suspension", token, cancellationToken);

    /// <summary><paramref name="judgement"/>: approval, rejection or revocation.</summary>
    public static Task<Problem?> JudgeKeyAsync(
        this HubApi api,
        string partner,
        string keyId,
        string judgement,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync(
            $"{PathOf(partner)}/keys/{Uri.EscapeDataString(keyId)}/{judgement}",
            new { },
            token,
            cancellationToken
        );

    /// <summary>The kit with new credentials; those before count no more.</summary>
    public static Task<Answer<HttpResponseMessage>> KitAsync(
        this HubApi api,
        string partner,
        string token,
        CancellationToken cancellationToken
    ) => api.PostForFileAsync($"{PathOf(partner)}/kit?replace=true", token, cancellationToken);

    private static string PathOf(string partner) => $"{Root}/{Uri.EscapeDataString(partner)}";
}
