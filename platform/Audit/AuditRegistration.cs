using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Audit;

/// <summary>
/// Gives a hub service its log of who changed what; its DbContext says <c>modelBuilder.AddAudit()</c>.
/// </summary>
public static class AuditRegistration
{
    public static IHostApplicationBuilder AddAudit(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IInterceptor, RecordWhoChanges>();
        builder.Services.Configure<MvcOptions>(mvc => mvc.Filters.Add<NamePageHandler>());
        return builder;
    }

    /// <summary>Before the API, whose refusals it records.</summary>
    public static WebApplication UseAudit<TDbContext>(this WebApplication app)
        where TDbContext : DbContext
    {
        app.UseMiddleware<RecordRefusals<TDbContext>>();
        return app;
    }

    public static void MapAudit<TDbContext>(this WebApplication app)
        where TDbContext : DbContext
    {
        // In a variable, because the analyzer of route handlers now and then falls over a generic one.
        Delegate list = ListAudit.Handle<TDbContext>;
        app.MapGet("/audit", list).WithName(nameof(ListAudit)).WithTags("Audit").RequireAuthorization(Rights.Organiser);
    }
}
