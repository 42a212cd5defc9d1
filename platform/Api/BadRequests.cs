using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Api;

/// <summary>
/// Turns what is thrown for unreadable requests into 400, 408, 413 or 415 in German; never 500, and whatever the sender
/// accepts.
/// </summary>
internal sealed partial class BadRequests(ILogger<BadRequests> logger) : IExceptionHandler
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

        if (exception is not BadHttpRequestException bad)
        {
            if (!UnstorableInput.IsCauseOf(exception))
            {
                return false;
            }

            LogUnstorable(InfrastructureFault.Name(exception));
            bad = new BadHttpRequestException("unstorable");
        }

        var detail = bad.InnerException is JsonException json
            ? Where(json)
            : "Die Anfrage konnte nicht gelesen werden.";
        await Problems.Of(bad.StatusCode, Problems.Code(bad.StatusCode), detail).ExecuteAsync(context);
        return true;
    }

    // The message of a JsonException may quote what a person typed, so only the place is told.
    private static string Where(JsonException e) =>
        string.IsNullOrEmpty(e.Path) || e.Path == "$"
            ? "Die Anfrage enthält kein gültiges JSON."
            : $"Die Angabe {e.Path} in der Anfrage hat nicht die erwartete Form.";

    [LoggerMessage(LogLevel.Warning, "A request brought what cannot be stored, and no slice refused it: {Reason}")]
    private partial void LogUnstorable(string reason);
}
