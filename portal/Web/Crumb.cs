using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>The steps of the portal's breadcrumbs.</summary>
public sealed record Crumb(string Path, string Text) : Step(Path, Text)
{
    public static readonly Crumb Sessions = new("/sitzungen", "Sitzungen");
    public static readonly Crumb Topics = new("/themen", "Themen");
    public static readonly Crumb Knowledge = new("/wissen", "Wissen");
    public static readonly Crumb Help = new("/hilfe", "Hilfe");
    public static readonly Crumb Organisation = new("/organisation", "Organisation");

    public static Crumb Of(Session session) => new($"/sitzungen/{session.Id}", session.Title);

    public static Crumb[] Trail(params Crumb[] crumbs) => crumbs;
}
