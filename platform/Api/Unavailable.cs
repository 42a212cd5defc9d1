using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Api;

/// <summary>
/// While the database or the broker is away the answer is 503, not 500: nothing is wrong here, and the same request will
/// work in a while. <see cref="AnswerHeaders"/> says when.
/// </summary>
internal sealed partial class Unavailable(ILogger<Unavailable> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!InfrastructureFault.Is(exception))
        {
            return false;
        }

        LogAway(InfrastructureFault.Name(exception));
        await Problems
            .Of(
                StatusCodes.Status503ServiceUnavailable,
                "service-unavailable",
                "Bitte versuchen Sie es in einigen Minuten noch einmal. Gespeichert wurde nichts."
            )
            .ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "A request cannot be answered until the surroundings are back: {Reason}")]
    private partial void LogAway(string reason);
}
