using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Attendance;
using Stadtgespraeche.Notification.Barometer;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Uploads;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Notification.Recaps;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

[assembly: Data(Category.None, Of = typeof(DataProtectionKey))]

namespace Stadtgespraeche.Notification;

/// <summary>The database of one city: its people, its copies of the hub's facts, and its queue of mails.</summary>
public sealed class NotificationDbContext(DbContextOptions<NotificationDbContext> options)
    : DbContext(options),
        IDataProtectionKeyContext
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<MembershipRequest> MembershipRequests => Set<MembershipRequest>();

    public DbSet<CouncilTerm> CouncilTerms => Set<CouncilTerm>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<Attendee> Attendees => Set<Attendee>();

    public DbSet<Recap> Recaps => Set<Recap>();

    public DbSet<BarometerRound> BarometerRounds => Set<BarometerRound>();

    public DbSet<ImpulseCall> ImpulseCalls => Set<ImpulseCall>();

    public DbSet<InvitedSpeaker> InvitedSpeakers => Set<InvitedSpeaker>();

    public DbSet<Mail> Mails => Set<Mail>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<Applicant> Applicants => Set<Applicant>();

    public DbSet<CityErasure> Erasures => Set<CityErasure>();

    public DbSet<Tombstone> Tombstones => Set<Tombstone>();

    public DbSet<Installation> Installations => Set<Installation>();

    public DbSet<OParlWalk> OParlWalks => Set<OParlWalk>();

    public DbSet<OParlPage> OParlPages => Set<OParlPage>();

    public DbSet<ResentFacts> ResentFacts => Set<ResentFacts>();

    public DbSet<MemberUpload> MemberUploads => Set<MemberUpload>();

    public DbSet<UploadedFile> UploadedFiles => Set<UploadedFile>();

    public DbSet<LinkKeyStanding> LinkKeyStandings => Set<LinkKeyStanding>();

    public DbSet<LegalPages> LegalPages => Set<LegalPages>();

    public DbSet<Administrator> Administrators => Set<Administrator>();

    public DbSet<AdministratorPasskey> AdministratorPasskeys => Set<AdministratorPasskey>();

    public DbSet<AdministratorSession> AdministratorSessions => Set<AdministratorSession>();

    public DbSet<AdministratorInvitation> AdministratorInvitations => Set<AdministratorInvitation>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NotificationDbContext).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddDataProtection();
        modelBuilder.AddAudit();
    }
}
