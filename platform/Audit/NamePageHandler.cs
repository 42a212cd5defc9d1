using System.Reflection;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Stadtgespraeche.Audit;

/// <summary>
/// A page changes several things, each in a handler of its own; routing knows the page alone, so the log is told here
/// which one runs.
/// </summary>
internal sealed class NamePageHandler : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        if (context.HandlerMethod?.MethodInfo.GetCustomAttribute<AuditedAttribute>() is { } audited)
        {
            context.HttpContext.Features.Set(audited);
        }
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Known before.
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        // Recorded when it saved.
    }
}
