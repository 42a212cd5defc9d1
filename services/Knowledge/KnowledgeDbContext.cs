using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge.Attendance;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Knowledge.Partners;
using Stadtgespraeche.Knowledge.Search;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge;

/// <summary>
/// The truth about contributions; attendance, partners and keys are copies of what Registration said.
/// </summary>
public sealed class KnowledgeDbContext(DbContextOptions<KnowledgeDbContext> options) : DbContext(options)
{
    public DbSet<Contribution> Contributions => Set<Contribution>();

    public DbSet<SearchWord> SearchWords => Set<SearchWord>();

    public DbSet<AttendanceCopy> Attendances => Set<AttendanceCopy>();

    public DbSet<PartnerCopy> Partners => Set<PartnerCopy>();

    public DbSet<PartnerKeyCopy> PartnerKeys => Set<PartnerKeyCopy>();

    public DbSet<EndedLinks> EndedLinks => Set<EndedLinks>();

    /// <summary>Takes the row lock under which a contribution's version grows.</summary>
    public Task<Contribution?> LockContributionAsync(Guid id, CancellationToken cancellationToken) =>
        Contributions
            .FromSql($"select * from contributions where id = {id} for update")
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Takes the lock under which one member writes about one session.</summary>
    public Task<AttendanceCopy?> LockAttendanceAsync(Guid session, Guid member, CancellationToken cancellationToken) =>
        Attendances
            .FromSql($"select * from attendances where session_id = {session} and member_id = {member} for update")
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KnowledgeDbContext).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddDataProtection();
        modelBuilder.AddAudit();
    }
}
