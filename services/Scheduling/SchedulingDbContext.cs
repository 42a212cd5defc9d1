using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling.Barometer;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Scheduling.Records;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Speakers;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling;

/// <summary>The truth about sessions and topics, and the messages about them that wait to be sent.</summary>
public sealed class SchedulingDbContext(DbContextOptions<SchedulingDbContext> options) : DbContext(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionRecord> SessionRecords => Set<SessionRecord>();

    public DbSet<SessionDraft> SessionDrafts => Set<SessionDraft>();

    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<TopicMark> TopicMarks => Set<TopicMark>();

    public DbSet<PublishedMark> PublishedMarks => Set<PublishedMark>();

    public DbSet<BarometerRound> BarometerRounds => Set<BarometerRound>();

    public DbSet<BarometerResult> BarometerResults => Set<BarometerResult>();

    public DbSet<ImpulseCall> ImpulseCalls => Set<ImpulseCall>();

    public DbSet<Impulse> Impulses => Set<Impulse>();

    public DbSet<ImpulseMessage> ImpulseMessages => Set<ImpulseMessage>();

    public DbSet<SpeakerLinkKey> SpeakerLinkKeys => Set<SpeakerLinkKey>();

    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Takes the row lock under which a session's version grows; null when there is no such session.</summary>
    public async Task<Session?> LockSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        // Two statements, because FromSql cannot read complex properties.
        var locked = await Database
            .SqlQuery<Guid>($"select id as \"Value\" from sessions where id = {id} for update")
            .ToListAsync(cancellationToken);
        return locked.Count == 0 ? null : await Sessions.SingleAsync(session => session.Id == id, cancellationToken);
    }

    /// <summary>
    /// Takes the row lock of a draft, before that of its session; null when there is no such draft.
    /// </summary>
    public async Task<SessionDraft?> LockDraftAsync(Guid id, CancellationToken cancellationToken) =>
        (
            await SessionDrafts
                .FromSql($"select * from session_drafts where id = {id} for update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();

    /// <summary>Takes the row lock under which a topic changes; null when there is no such topic.</summary>
    public async Task<Topic?> LockTopicAsync(Guid id, CancellationToken cancellationToken) =>
        (
            await Topics.FromSql($"select * from topics where id = {id} for update").ToListAsync(cancellationToken)
        ).SingleOrDefault();

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
