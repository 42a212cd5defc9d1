using Microsoft.AspNetCore.Diagnostics;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// What fails before a page of the sign-in is reached, while cookies and tokens are looked up: whoever looks at pages gets
/// words on a page, not the ProblemDetails of the API.
/// </summary>
internal sealed class SignInFaults(ILogger<SignInFaults> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!LooksAtPages(httpContext.Request) || exception is OperationCanceledException)
        {
            return false;
        }

        var status = PageFaults.StatusOf(exception) ?? StatusCodes.Status500InternalServerError;
        PageFaults.Log(logger, exception, status);
        await PlainPage.WriteAsync(httpContext, status);
        return true;
    }

    private static bool LooksAtPages(HttpRequest request) =>
        request.Path.StartsWithSegments(SignInPages.Root)
        || (
            request.Path.StartsWithSegments("/connect")
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        );
}
