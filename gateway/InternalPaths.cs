namespace Stadtgespraeche.Gateway;

/// <summary>Keeps health pages and OpenAPI documents of the services inside, however the path is written.</summary>
internal static class InternalPaths
{
    private static readonly string[] Internal = ["health", "openapi"];

    public static Task Refuse(HttpContext context, RequestDelegate next) =>
        IsInternal(context.Request.Path.Value ?? "")
            ? Problems.Of(StatusCodes.Status404NotFound, "not-found").ExecuteAsync(context)
            : next(context);

    internal static bool IsInternal(string path)
    {
        var decoded = path;
        // Twice encoded paths are decoded again further on, so the innermost reading counts.
        for (var round = 0; round < 4 && decoded.Contains('%'); round++)
        {
            decoded = Uri.UnescapeDataString(decoded);
        }

        var segments = decoded.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (segments.Contains("..") || segments.Contains("."))
        {
            return true;
        }

        var first = segments is ["api", _, ..] ? segments.ElementAtOrDefault(2) : segments.FirstOrDefault();
        return Internal.Contains(first, StringComparer.OrdinalIgnoreCase);
    }
}
