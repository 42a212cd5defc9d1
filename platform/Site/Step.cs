namespace Stadtgespraeche.Site;

/// <summary>
/// A step of the breadcrumb between the start page and the present page; a page puts them in <c>ViewData["Crumbs"]</c>.
/// </summary>
public record Step(string Path, string Text);
