namespace Stadtgespraeche.Gateway;

/// <summary>
/// Answers 405 with words to methods that mean nothing: on the API all but the usual ones, on pages all but GET, HEAD and
/// POST.
/// </summary>
internal static class Methods
{
    private static readonly string[] OfPages = ["GET", "HEAD", "POST"];
    private static readonly string[] OfApi = [.. OfPages, "PUT", "PATCH", "DELETE", "OPTIONS"];

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
