namespace Stadtgespraeche.Gateway;

/// <summary>
/// Answers 405 with words to methods that mean nothing: on the API all but the usual ones, on pages all but GET, HEAD and
/// POST.
/// </summary>
internal static class Methods
{
    private static readonly string[] OfPages = ["GET", "HEAD", "POST"];
    private static readonly string[] OfApi = [.. OfPages, "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>An address of the gateway itself that is for reading; every other method gets words as well.</summary>
    public static void MapReadOnly(this WebApplication app, string path, Delegate read)
    {
        app.MapGet(path, read);
        app.MapMethods(
            path,
            ["POST", "PUT", "PATCH", "DELETE"],
            () => Problems.Of(StatusCodes.Status405MethodNotAllowed, "method-not-allowed")
        );
    }

    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        var known = Failures.LooksAtPages(context.Request.Path) ? OfPages : OfApi;
        if (known.Contains(context.Request.Method))
        {
            return next(context);
        }

        context.Response.Headers.Allow = string.Join(", ", known);
        return Failures.AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, "method-not-allowed");
    }
}
