using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Site;

/// <summary>What pages answer to a request that nobody can read, and while the database is away.</summary>
public static class PageFaults
{
    /// <summary>
    /// Before everything else: whatever fails further in, and whatever answers an error without a word, ends in a <see
    /// cref="PlainPage"/>.
    /// </summary>
    public static void UseLastWords(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    PlainPage.NameWait(http.Response);
                    return Task.CompletedTask;
                });
                try
                {
                    await next(http);
                }
                catch (Exception fault) when (!http.Response.HasStarted && !IsGone(http, fault))
                {
                    var status = StatusOf(fault) ?? StatusCodes.Status500InternalServerError;
                    Log(app.Logger, fault, status);
                    http.Response.Clear();
                    await PlainPage.WriteAsync(http, status);
                }

                if (IsMute(http.Response))
                {
                    await PlainPage.WriteAsync(http, http.Response.StatusCode);
                }
            }
        );

    /// <summary>
    /// Inside of what explains status codes by a page: sets the status of a fault that is the sender's (400) or of the
    /// surroundings (503), and refuses methods that no page has.
    /// </summary>
    public static void UsePageFaults(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                {
                    await next(http); // the page that explains it, whatever the request was
                    return;
                }

                if (!IsOfPages(http.Request.Method))
                {
                    http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    http.Response.Headers.Allow = "GET, HEAD, POST";
                    return;
                }

                try
                {
                    if (await ForeignBytes.AreReadableAsync(http.Request))
                    {
                        await next(http);
                    }
                    else
                    {
                        http.Response.StatusCode = StatusCodes.Status400BadRequest;
                    }
                }
                catch (Exception fault)
                    when (!http.Response.HasStarted && !IsGone(http, fault) && StatusOf(fault) is { } status)
                {
                    Log(app.Logger, fault, status);
                    http.Response.Clear();
                    http.Response.StatusCode = status;
                }
            }
        );

    /// <summary>The status of a fault that is no bug of ours; null: it is one.</summary>
    public static int? StatusOf(Exception fault) =>
        fault is BadHttpRequestException bad ? bad.StatusCode
        : UnstorableInput.IsCauseOf(fault) ? StatusCodes.Status400BadRequest
        : InfrastructureFault.Is(fault) ? StatusCodes.Status503ServiceUnavailable
        : null;

    public static void Log(ILogger logger, Exception fault, int status)
    {
        if (status == StatusCodes.Status500InternalServerError)
        {
            logger.LogError(fault, "A page failed");
        }
        else
        {
            logger.LogWarning("A page answers {Status}: {Reason}", status, InfrastructureFault.Name(fault));
        }
    }

    private static bool IsOfPages(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method);

    private static bool IsGone(HttpContext http, Exception fault) =>
        fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested;

    private static bool IsMute(HttpResponse response) =>
        !response.HasStarted
        && response.StatusCode >= StatusCodes.Status400BadRequest
        && response.ContentLength is null or 0
        && string.IsNullOrEmpty(response.ContentType);
}
