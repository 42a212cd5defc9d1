using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Api;

/// <summary>
/// Gives every ProblemDetails that a service answers a German title and a stable code; 500 tells the trace id and
/// nothing else.
/// </summary>
internal static class GermanTexts
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Title = Problems.Title(status);
        problem.Type = null;
        problem.Extensions.TryAdd("code", Problems.Code(status));
        if (status == StatusCodes.Status500InternalServerError)
        {
            problem.Detail =
                "Bitte versuchen Sie es später noch einmal. Bleibt der Fehler, nennen Sie uns bitte die Vorgangsnummer.";
            problem.Extensions["traceId"] =
                Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        }
    }
}
