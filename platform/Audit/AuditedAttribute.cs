using Microsoft.AspNetCore.Builder;

namespace Stadtgespraeche.Audit;

/// <summary>
/// On a route, a page, or one handler of a page: what it changes is recorded, as the <paramref name="kind"/> whose id
/// is the route value
/// <see cref="Target"/>, or the acting person's own where there is none. Every route that changes something has it; a
/// test walks them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AuditedAttribute(string kind) : Attribute
{
    public string Kind { get; } = kind;

    public string Target { get; init; } = "id";

    /// <summary>A page has no name of its own; a route is called as its slice.</summary>
    public string? Operation { get; init; }
}

public static class AuditedRoutes
{
    public static TBuilder Audited<TBuilder>(this TBuilder route, string kind, string target = "id")
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new AuditedAttribute(kind) { Target = target });
}
