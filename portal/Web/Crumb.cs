using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>A step of the breadcrumb between the start page and the present page.</summary>
public sealed record Crumb(string Path, string Text)
{
    public static readonly Crumb Sessions = new("/sitzungen", "Sitzungen");
    public static readonly Crumb Knowledge = new("/wissen", "Wissen");
    public static readonly Crumb Organisation = new("/organisation", "Organisation");

    public static Crumb Of(Session session) => new($"/sitzungen/{session.Id}", session.Title);

    public static Crumb[] Trail(params Crumb[] crumbs) => crumbs;
}
