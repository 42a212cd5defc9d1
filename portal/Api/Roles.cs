namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// A person and their roles: organiser, operator, coordinator:PARTNER. A role counts only with a passkey or a city's
/// login.
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
    /// <summary>Everybody who has a role. With a name or a partner: the members who match.</summary>
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
