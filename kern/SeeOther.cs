using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Kern;

/// <summary>303: what was sent is done, and the browser asks for the next page by GET, so that reloading sends nothing twice.</summary>
public sealed class SeeOther(string path) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = path;
    }
}
