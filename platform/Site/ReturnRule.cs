using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Site;

/// <summary>
/// Where a browser may go on to after the sign-in: to our own addresses whose path <paramref name="allows"/>, at most
/// <paramref name="longest"/> characters, and nowhere else; without one to <paramref name="home"/>. The address is taken
/// apart as a browser does it, and what a browser would read as another path than it seems is refused.
/// </summary>
public sealed class ReturnRule(string home, int longest, Func<string, bool> allows)
{
    /// <summary>Name of the parameter in addresses and forms.</summary>
    public const string Parameter = "weiter";

    private static readonly Uri Here = new("https://here.invalid/");

    public string Of(string? path) => IsSafe(path) ? path : home;

    /// <summary>The address of a page that goes on to <paramref name="path"/> in the end.</summary>
    public string On(string page, string? path) =>
        IsSafe(path) && path != home ? page + QueryString.Create(Parameter, path) : page;

    public bool IsSafe([NotNullWhen(true)] string? path) =>
        path is ['/', ..]
        && path.Length <= longest
        && path.All(character => character is > ' ' and < '\x7f' and not '\\')
        && Uri.TryCreate(Here, path, out var address)
        && Uri.Compare(address, Here, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.Ordinal) == 0
        && address.AbsolutePath == path.Split('?', '#')[0]
        && allows(address.AbsolutePath);
}
