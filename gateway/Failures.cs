using Yarp.ReverseProxy.Forwarder;

namespace Stadtgespraeche.Gateway;

/// <summary>Says in German what happened when a service could not be asked: ProblemDetails on the API, a short page in place of the portal.</summary>
internal static class Failures
{
    private const string Page = """
        <!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Gerade nicht erreichbar – Stadtgespräche</title></head><body><main><h1>Die Stadtgespräche sind gerade nicht erreichbar</h1>
        <p>Bitte versuchen Sie es in einigen Minuten noch einmal. Was Sie schon abgeschickt haben, ist nicht verloren.</p></main></body></html>
        """;

    public static async Task Explain(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var failure = context.GetForwarderErrorFeature();
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            || (failure is null && context.Response.StatusCode != StatusCodes.Status503ServiceUnavailable)
            || (failure is null && context.Response.Headers.ContentType.Count > 0))
        {
            return;
        }

        var (status, code) = Meaning(failure);
        context.Response.Clear();
        SecurityHeaders.Set(context);
        if (!context.Request.Path.StartsWithSegments("/api") && status >= 500)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.RetryAfter = "30";
            await context.Response.WriteAsync(Page, context.RequestAborted);
            return;
        }

        await Problems.Of(status, code).ExecuteAsync(context);
    }

    // The proxy wraps what the server said about the body into errors of its own.
    private static bool IsTooLarge(Exception? cause) => cause switch
    {
        null => false,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => true,
        AggregateException several => several.InnerExceptions.Any(IsTooLarge),
        _ => IsTooLarge(cause.InnerException),
    };

    private static (int Status, string Code) Meaning(IForwarderErrorFeature? failure) => failure switch
    {
        { Exception: { } cause } when IsTooLarge(cause) => (413, "request-too-large"),
        { Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled } => (400, "request-malformed"),
        { Error: ForwarderError.RequestTimedOut or ForwarderError.ResponseBodyCanceled } => (504, "service-timeout"),
        null or { Error: ForwarderError.NoAvailableDestinations } => (503, "service-unavailable"),
        _ => (502, "service-unavailable"),
    };
}
