using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Site;

/// <summary>
/// 303: what was sent is done, and the browser asks for the next page by GET, so that reloading sends nothing twice.
/// </summary>
public sealed class SeeOther(string path) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = path;
    }

    /// <summary>The same for an endpoint that is no page.</summary>
    public sealed class Result(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
