using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Site;

/// <summary>
/// 303: what was sent is done, and the browser asks for the next page by GET, so that reloading sends nothing twice.
/// </summary>
public sealed class SeeOther(string path) : ActionResult
{
    public override void ExecuteResult(ActionContext context) => Send(context.HttpContext.Response, path);

    /// <summary>The same for an endpoint that is no page.</summary>
    public sealed class Result(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Send(httpContext.Response, path);
            return Task.CompletedTask;
        }
    }

    // A header holds ASCII only; what a person typed into an address may hold more.
    private static void Send(HttpResponse response, string path)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = string.Concat(
            path.EnumerateRunes().Select(rune => rune.IsAscii ? $"{rune}" : Uri.EscapeDataString($"{rune}"))
        );
    }
}
