namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// Somebody with the roles that they have: organiser, operator, coordinator:PARTNER. A role counts with a passkey or a
/// city's login only.
/// </summary>
public sealed record RoleHolder(
    Guid MemberId,
    string DisplayName,
    string Partner,
    string PartnerName,
    IReadOnlyList<string> Roles,
    bool HasPasskey,
    bool HasCityLogin
);

public sealed record RoleHolders(IReadOnlyList<RoleHolder> People, bool More);

/// <summary>Giving and taking roles.</summary>
public static class RolesApi
{
    /// <summary>Who has a role; with a name or a partner, the members who fit.</summary>
    public static Task<Answer<RoleHolders>> RolesAsync(
        this HubApi api,
        string? name,
        string? partner,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.GetAsync<RoleHolders>(
            $"/api/registration/roles{QueryString.Create("name", name ?? "").Add("partner", partner ?? "")}",
            cancellationToken,
            token
        );

    public static Task<Problem?> GrantRoleAsync(
        this HubApi api,
        Guid member,
        string role,
        string token,
        CancellationToken cancellationToken
    ) => api.PutAsync(PathOf(member, role), new { }, token, cancellationToken);

    public static Task<Problem?> TakeRoleAsync(
        this HubApi api,
        Guid member,
        string role,
        string token,
        CancellationToken cancellationToken
    ) => api.DeleteAsync(PathOf(member, role), token, cancellationToken);

    private static string PathOf(Guid member, string role) =>
        $"/api/registration/roles/{member}/{Uri.EscapeDataString(role)}";
}
