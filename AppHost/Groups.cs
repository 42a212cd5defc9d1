namespace Stadtgespraeche.AppHost;

/// <summary>A line of the dashboard below which others stand; nothing runs for it.</summary>
internal sealed class Group(string name) : Resource(name);

internal static class Groups
{
    public static IResourceBuilder<Group> AddGroup(
        this IDistributedApplicationBuilder builder,
        string name,
        string icon
    ) =>
        builder
            .AddResource(new Group(name))
            .WithIconName(icon)
            .WithInitialState(
                new CustomResourceSnapshot
                {
                    ResourceType = "Gruppe",
                    State = KnownResourceStates.Running,
                    Properties = [],
                }
            );

    public static IResourceBuilder<T> In<T>(this IResourceBuilder<T> resource, IResourceBuilder<Group> group)
        where T : IResource => resource.WithParentRelationship(group);

    public static IResourceBuilder<ProjectResource> WithPortalLinks(this IResourceBuilder<ProjectResource> gateway) =>
        gateway
            .WithLink("Portal")
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/api/docs", DisplayText = "API" });

    /// <summary>The pages on which a city keeps its members; the hub's own people have none.</summary>
    public static IResourceBuilder<ProjectResource> WithOfficeLink(
        this IResourceBuilder<ProjectResource> notification,
        LocalPartner partner
    ) => partner.IsHub ? notification : notification.WithLink("Verwaltung");

    public static IResourceBuilder<T> WithLink<T>(this IResourceBuilder<T> resource, string text)
        where T : IResourceWithEndpoints =>
        resource.WithUrlForEndpoint(
            "http",
            url => (url.DisplayText, url.DisplayLocation) = (text, UrlDisplayLocation.SummaryAndDetails)
        );
}
