using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>Who changed what at this city, newest first; names are those of today's administrators.</summary>
public sealed class AuditModel(NotificationDbContext db) : AdministratorPage
{
    private const int Most = 50;
    private Dictionary<Guid, string> names = [];

    [BindProperty(SupportsGet = true)]
    public Guid? Vor { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public Guid? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        names = await db.Administrators.ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (Vor is { } before)
        {
            entries = entries.Where(entry => entry.Id < before);
        }

        var found = await entries.OrderByDescending(entry => entry.Id).Take(Most + 1).ToListAsync(cancellationToken);
        Entries = [.. found.Take(Most)];
        Next = found.Count > Most ? Entries[^1].Id : null;
    }

    public string Who(AuditEntry entry) =>
        entry.Via == AuditEntry.Command ? "IT, auf dem Server"
        : entry.ActorId is { } actor && names.TryGetValue(actor, out var name) ? name
        : "Frühere Verwaltung";
}
