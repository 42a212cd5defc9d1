using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Stadtgespraeche.Audit;

/// <summary>
/// Adds the entry to whatever a request saves, so that both are stored or neither. A request that changes nothing (sent
/// twice, say) leaves none.
/// </summary>
internal sealed class RecordWhoChanges(IHttpContextAccessor accessor, TimeProvider time) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && accessor.HttpContext is { } request)
        {
            Record(db, request);
        }

        return ValueTask.FromResult(result);
    }

    public static AuditEntry? EntryOf(HttpContext request, DateTimeOffset now, string outcome)
    {
        var route = request.GetEndpoint();
        if (
            (request.Features.Get<AuditedAttribute>() ?? route?.Metadata.GetMetadata<AuditedAttribute>())
                is not { } audited
            || HttpMethods.IsGet(request.Request.Method)
            || HttpMethods.IsHead(request.Request.Method)
        )
        {
            return null;
        }

        var operation =
            audited.Operation
            ?? route?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
            ?? route?.DisplayName
            ?? "";
        var target = request.GetRouteValue(audited.Target)?.ToString() ?? request.User.FindFirst("sub")?.Value;
        var wanted = route
            ?.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(data => data.Policy)
            .LastOrDefault(policy => policy is not null);
        return AuditEntry.By(request.User, wanted, operation, audited.Kind, target, now, outcome);
    }

    private void Record(DbContext db, HttpContext request)
    {
        // A slice that starts again after a conflict has cleared what it tracked, this entry included; one that saves
        // twice has not.
        var before = request.Items[typeof(AuditEntry)] as AuditEntry;
        if ((before is not null && db.Entry(before).State != EntityState.Detached) || !db.ChangeTracker.HasChanges())
        {
            return;
        }

        if (EntryOf(request, time.GetUtcNow(), AuditEntry.Done) is { } entry)
        {
            db.Add(entry);
            request.Items[typeof(AuditEntry)] = entry;
        }
    }
}
