using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Site;

/// <summary>
/// Where a browser may go on to after the sign-in: to our own addresses that <paramref name="allows"/> names, at most
/// <paramref name="longest"/> characters, and nowhere else; without one to <paramref name="home"/>.
/// </summary>
public sealed class ReturnRule(string home, int longest, Func<string, bool> allows)
{
    /// <summary>Name of the parameter in addresses and forms.</summary>
    public const string Parameter = "weiter";

    public string Of(string? path) => IsSafe(path) ? path! : home;

    /// <summary>The address of a page that goes on to <paramref name="path"/> in the end.</summary>
    public string On(string page, string? path) =>
        IsSafe(path) && path != home ? page + QueryString.Create(Parameter, path!) : page;

    private bool IsSafe(string? path) =>
        path is { Length: > 0 }
        && path.Length <= longest
        && allows(path)
        && !path.Any(character => char.IsControl(character) || character is '\\');
}
