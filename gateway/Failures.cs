using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Says in German what happened when a service could not be asked: ProblemDetails on the API, a short page in place of
/// the portal.
/// </summary>
internal static class Failures
{
    private static readonly string Unreachable = Page(
        "Die Stadtgespräche sind gerade nicht erreichbar",
        "Bitte versuchen Sie es in einigen Minuten noch einmal. Was Sie schon abgeschickt haben, ist nicht verloren."
    );

    private static readonly string TooMany = Page(
        "Von Ihrem Anschluss kommen gerade zu viele Anfragen",
        "Bitte warten Sie einige Minuten und laden Sie die Seite dann neu."
    );

    public static async Task Explain(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var failure = context.GetForwarderErrorFeature();
        // When our own timeout ends a request, the proxy sees it as a client that went away.
        var tookTooLong =
            context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
        if (
            context.Response.HasStarted
            || (context.RequestAborted.IsCancellationRequested && !tookTooLong)
            || (failure is null && context.Response.StatusCode != StatusCodes.Status503ServiceUnavailable)
            || (failure is null && context.Response.Headers.ContentType.Count > 0)
        )
        {
            return;
        }

        var (status, code) = tookTooLong ? (504, "service-timeout") : Meaning(failure);
        context.Response.Clear();
        if (status >= 500)
        {
            context.Response.Headers.RetryAfter = "30";
        }

        await AnswerAsync(context, status, code);
    }

    /// <summary>Whoever looks at pages gets a page, every program ProblemDetails.</summary>
    public static async Task AnswerAsync(HttpContext context, int status, string code)
    {
        SecurityHeaders.Set(context);
        if (LooksAtPages(context.Request.Path))
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            // Not with the request's own token: after a timeout it is already cancelled.
            await context.Response.WriteAsync(PageOf(status), CancellationToken.None);
            return;
        }

        PublicReads.Allow(context.Response);
        await Problems.Of(status, code).ExecuteAsync(context);
    }

    public static bool LooksAtPages(PathString path) =>
        !path.StartsWithSegments("/api") && !path.StartsWithSegments("/connect");

    private static string PageOf(int status) =>
        status switch
        {
            >= 500 => Unreachable,
            StatusCodes.Status429TooManyRequests => TooMany,
            _ => Page(Problems.Text(status).Title.TrimEnd('.'), Problems.Text(status).Detail),
        };

    private static string Page(string title, string text) =>
        $"""
            <!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{title} – Stadtgespräche</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>
            """;

    // The proxy wraps what the server said about the body into errors of its own.
    private static bool IsTooLarge(Exception? cause) => Says(cause, StatusCodes.Status413PayloadTooLarge);

    private static bool IsTooSlow(Exception? cause) => Says(cause, StatusCodes.Status408RequestTimeout);

    private static bool Says(Exception? cause, int status) =>
        cause switch
        {
            null => false,
            BadHttpRequestException bad => bad.StatusCode == status,
            AggregateException several => several.InnerExceptions.Any(inner => Says(inner, status)),
            _ => Says(cause.InnerException, status),
        };

    private static (int Status, string Code) Meaning(IForwarderErrorFeature? failure) =>
        failure switch
        {
            { Exception: { } cause } when IsTooLarge(cause) => (413, "request-too-large"),
            { Exception: { } cause } when IsTooSlow(cause) => (408, "request-timeout"),
            { Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled } => (
                400,
                "request-malformed"
            ),
            { Error: ForwarderError.RequestTimedOut or ForwarderError.ResponseBodyCanceled } => (
                504,
                "service-timeout"
            ),
            null or { Error: ForwarderError.NoAvailableDestinations } => (503, "service-unavailable"),
            _ => (502, "service-unavailable"),
        };
}
