using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Tells a test, by a header of the answer, that a form was refused because it lacks its antiforgery token, and for
/// nothing else: a 400 alone may have many causes.
/// </summary>
public static class RefusedForms
{
    private const string Header = "Test-Refused";

    public static void TellRefusedForms(this IServiceCollection services) =>
        services.Configure<MvcOptions>(options => options.Filters.Add<Tell>());

    public static bool LacksItsToken(this HttpResponseMessage answer) => answer.Headers.Contains(Header);

    private sealed class Tell : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                context.HttpContext.Response.Headers[Header] = "antiforgery";
            }
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
            // Nothing is left to do.
        }
    }
}
