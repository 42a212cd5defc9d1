using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling;

/// <summary>The truth about sessions, and the messages about them that wait to be sent.</summary>
public sealed class SchedulingDbContext(DbContextOptions<SchedulingDbContext> options) : DbContext(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionDraft> SessionDrafts => Set<SessionDraft>();

    /// <summary>Takes the row lock under which a session's version grows; null when there is no such session.</summary>
    public async Task<Session?> LockSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        // Two statements, because FromSql cannot read complex properties.
        var locked = await Database
            .SqlQuery<Guid>($"select id as \"Value\" from sessions where id = {id} for update")
            .ToListAsync(cancellationToken);
        return locked.Count == 0 ? null : await Sessions.SingleAsync(session => session.Id == id, cancellationToken);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SchedulingDbContext).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddDataProtection();
        modelBuilder.AddAudit();
    }
}
