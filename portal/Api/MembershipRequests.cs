namespace Stadtgespraeche.Portal.Api;

/// <summary>What somebody types who asks a city to enrol them. It goes sealed to that city.</summary>
public sealed record MembershipRequest(
    string? Partner,
    string? FirstName,
    string? LastName,
    string? Title,
    string? Faction,
    string? Address,
    bool Consent,
    string? Website
);

public static class MembershipRequestsApi
{
    public static Task<Problem?> RequestMembershipAsync(
        this HubApi api,
        Guid id,
        MembershipRequest request,
        CancellationToken cancellationToken
    ) => api.PutAsync($"/api/registration/membership-requests/{id}", request, null, cancellationToken);
}
