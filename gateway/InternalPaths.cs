namespace Stadtgespraeche.Gateway;

/// <summary>
/// Keeps health pages and OpenAPI documents of the services inside, however the path is written, and the sign-in at its
/// one address, where its limits and headers are.
/// </summary>
internal static class InternalPaths
{
    private static readonly string[] Internal = ["health", "openapi"];
    private static readonly string[] SignIn = ["anmelden", "connect", ".well-known"];

    public static Task Refuse(HttpContext context, RequestDelegate next) =>
        IsInternal(context.Request.Path.Value ?? "")
            ? Problems.Of(StatusCodes.Status404NotFound, "not-found").ExecuteAsync(context)
            : next(context);

    internal static bool IsInternal(string path)
    {
        var decoded = path;
        // A path that is encoded twice is decoded again further on, so the innermost reading counts.
        for (var round = 0; round < 4 && decoded.Contains('%'); round++)
        {
            decoded = Uri.UnescapeDataString(decoded);
        }

        var segments = decoded.Split(
            ['/', '\\'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (decoded.Any(char.IsControl) || segments.Any(IsNoName))
        {
            return true;
        }

        // Routes ignore upper and lower case, so prefixes do too.
        var ofService = segments is [{ } first, _, ..] && first.Equals("api", StringComparison.OrdinalIgnoreCase);
        var inside = ofService ? segments.ElementAtOrDefault(2) : segments.FirstOrDefault();
        return Internal.Contains(inside, StringComparer.OrdinalIgnoreCase)
            || (ofService && SignIn.Contains(inside, StringComparer.OrdinalIgnoreCase));
    }

    // Steps up or nowhere; some servers also take "..;" for one.
    private static bool IsNoName(string segment) =>
        segment is "." or ".."
        || segment.StartsWith("..;", StringComparison.Ordinal)
        || segment.StartsWith(".;", StringComparison.Ordinal);
}
