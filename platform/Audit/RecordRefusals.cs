using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Audit;

/// <summary>
/// Records that somebody, known by a valid token, tried to change what is not theirs (403). A request from an unknown
/// person (401) leaves no entry, or anybody could fill the log.
/// </summary>
internal sealed partial class RecordRefusals<TDbContext>(
    RequestDelegate next,
    TimeProvider time,
    ILogger<RecordRefusals<TDbContext>> logger
)
    where TDbContext : DbContext
{
    public async Task InvokeAsync(HttpContext request)
    {
        await next(request);
        if (
            request.Response.StatusCode != StatusCodes.Status403Forbidden
            || request.User.Identity?.IsAuthenticated != true
            || RecordWhoChanges.EntryOf(request, time.GetUtcNow(), AuditEntry.Refused) is not { } entry
        )
        {
            return;
        }

        try
        {
            // Not the request's own context: it still tracks the changes that were refused.
            await using var scope = request.RequestServices.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDbContext>();
            request.Items[typeof(AuditEntry)] = entry;
            db.Add(entry);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (InfrastructureFault.Is(e) || e is DbUpdateException)
        {
            LogMissing(entry.Operation, InfrastructureFault.Name(e));
        }
    }

    [LoggerMessage(LogLevel.Warning, "A refused {Operation} could not be recorded: {Reason}")]
    private partial void LogMissing(string operation, string reason);
}
