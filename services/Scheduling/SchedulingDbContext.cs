using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling;

/// <summary>The truth about sessions, and the messages about them that wait to be sent.</summary>
public sealed class SchedulingDbContext(DbContextOptions<SchedulingDbContext> options) : DbContext(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Takes the row lock under which a session's version grows; null when there is no such session.</summary>
    public Task<Session?> LockSessionAsync(Guid id, CancellationToken cancellationToken) =>
        Sessions.FromSql($"select * from sessions where id = {id} for update").SingleOrDefaultAsync(cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SchedulingDbContext).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddDataProtection();
        modelBuilder.AddAudit();
        modelBuilder.UseSnakeCase();
    }
}
