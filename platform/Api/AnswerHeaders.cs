using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Api;

/// <summary>
/// What every answer of an API says: no cache keeps what was told to one person, 503 names the seconds to wait, and what
/// everybody may read, pages of everybody may read (CORS); with a token or a cookie they may not.
/// </summary>
internal static class AnswerHeaders
{
    private const string Patience = "30";

    public static void UseAnswerHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(Complete, http);
                return next(http);
            }
        );

    private static Task Complete(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        if (IsPersonal(http))
        {
            headers.CacheControl = "no-store";
        }

        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && headers.RetryAfter.Count == 0)
        {
            headers.RetryAfter = Patience;
        }

        if (IsPublicRead(http))
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = "Retry-After";
        }

        return Task.CompletedTask;
    }

    private static bool IsPublicRead(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.GetEndpoint()?.Metadata is { } route
        && route.GetMetadata<IAllowAnonymous>() is not null
        && UnknownParameters.IsOperation(route);

    // The answer to a change tells who changed what, with or without a token.
    private static bool IsPersonal(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0
        || http.User.Identity?.IsAuthenticated == true
        || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
}
