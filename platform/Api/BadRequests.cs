using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Api;

/// <summary>
/// Turns what the framework throws for unreadable requests into 400, 408, 413 or 415 in German; never 500.
/// </summary>
internal sealed class BadRequests(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var bad = exception as BadHttpRequestException;
        if (bad is null && !UnstorableText.IsCauseOf(exception))
        {
            return false;
        }

        context.Response.StatusCode = bad?.StatusCode ?? StatusCodes.Status400BadRequest;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails =
                {
                    Status = context.Response.StatusCode,
                    Detail = bad?.InnerException is JsonException json
                        ? Where(json)
                        : "Die Anfrage konnte nicht gelesen werden.",
                },
            }
        );
    }

    // The message of a JsonException may quote what a person typed, so only the place is told.
    private static string Where(JsonException e) =>
        string.IsNullOrEmpty(e.Path) || e.Path == "$"
            ? "Die Anfrage enthält kein gültiges JSON."
            : $"Die Angabe {e.Path} in der Anfrage hat nicht die erwartete Form.";
}
