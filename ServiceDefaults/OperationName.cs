using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// What a request does, in the words of the code: <c>BookSeat</c>, and of pages <c>POST Seats/AnswerForSeat</c>. Spans are
/// named so. A part tells it in <see cref="Header"/>, so that the gateway, which knows only where requests lead, names its
/// own span likewise; it keeps the header from going out.
/// </summary>
public static class OperationName
{
    public const string Header = "X-Operation";
    private const int Longest = 100;

    /// <summary>What another part said that this request does; nonsense is ignored.</summary>
    public static void Take(HttpContext context, string? name)
    {
        if (name is { Length: > 0 and <= Longest })
        {
            context.Items[typeof(OperationName)] = name;
        }
    }

    public static bool TryGet(HttpContext context, [NotNullWhen(true)] out string? name)
    {
        name = context.Items[typeof(OperationName)] as string ?? Own(context);
        return name is not null;
    }

    private static string? Own(HttpContext context)
    {
        // A page that failed is shown by another one; what was asked for is the first.
        var endpoint =
            context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
            ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint
            ?? context.GetEndpoint();
        var metadata = endpoint?.Metadata;
        return metadata?.GetMetadata<PageActionDescriptor>() is { } page
            ? $"{context.Request.Method} {page.ViewEnginePath.Trim('/')}"
            : metadata?.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
    }

    /// <summary>Before everything else, when the route is known and the answer begins.</summary>
    internal sealed class Tell : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, after) =>
                    {
                        context.Response.OnStarting(() =>
                        {
                            if (Own(context) is { } name)
                            {
                                Take(context, name);
                                context.Response.Headers[Header] = name;
                            }

                            return Task.CompletedTask;
                        });
                        return after(context);
                    }
                );
                next(app);
            };
    }
}
