namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// What the reading of people is limited to, once the council is chosen: its memberships, and those in factions or in
/// what no list names.
/// </summary>
public sealed class OParlScope(string? council)
{
    private readonly HashSet<string> others = [];
    private readonly HashSet<string> members = [];

    public string? Council { get; } = council;

    public bool HasCouncilMember(string person) => members.Contains(person);

    public bool Concerns(string organization) => organization == Council || !others.Contains(organization);

    /// <summary>Takes notice of what a page gave.</summary>
    public void Learn(OParlContent content)
    {
        others.UnionWith(
            content
                .Organizations.Where(organization =>
                    organization.Id != Council && !ChooseCouncil.IsFaction(organization)
                )
                .Select(organization => organization.Id)
        );
        members.UnionWith(
            content
                .Memberships.Where(membership => membership.Organization == Council)
                .Select(membership => membership.Person!)
        );
    }
}
