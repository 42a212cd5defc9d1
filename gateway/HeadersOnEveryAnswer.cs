namespace Stadtgespraeche.Gateway;

/// <summary>
/// Runs before everything else, even host filtering: every answer carries the security headers, and an error without
/// words gets ProblemDetails. Only what the server cannot even read as a request (RFC 9112) is answered before, with an
/// empty body.
/// </summary>
internal sealed class HeadersOnEveryAnswer : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.UseSecurityHeaders();
            app.UseStatusCodePages();
            next(app);
        };
}

internal static class HeadersOnEveryAnswerRegistration
{
    public static void AddSecurityHeaders(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(options =>
        {
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
        // The framework's host filter is a startup filter too, and the first one registered stands first.
        builder.Services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, HeadersOnEveryAnswer>());
    }
}
