using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Stadtgespraeche.Site;

/// <summary>
/// What every page of the site shares, whichever service shows it: the message about what was just done, and no answer
/// to what it does not do.
/// </summary>
public abstract class SitePage : PageModel
{
    /// <summary>What was just done; said once, above the page.</summary>
    public string? Done { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            Done = Notice.Take(HttpContext);
        }
        else if (
            context.HandlerMethod is null
            && !HttpMethods.IsHead(Request.Method)
            && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null
        )
        {
            // The framework would show the page without anything having been loaded for it.
            Response.Headers.Allow = "GET, HEAD";
            context.Result = StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
    }

    /// <summary>
    /// The form did its work: the browser goes on to <paramref name="path"/>, where <paramref name="done"/> is said
    /// once.
    /// </summary>
    protected IActionResult GoOn(string path, string done)
    {
        Notice.Leave(HttpContext, done);
        return new SeeOther(path);
    }
}
