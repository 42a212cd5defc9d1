using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Applications;
using Stadtgespraeche.Registration.Attendance;
using Stadtgespraeche.Registration.Calendars;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Registration.Deliveries;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.MembershipRequests;
using Stadtgespraeche.Registration.Municipalities;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.Partners.LegalPages;
using Stadtgespraeche.Registration.Removals;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;
using Stadtgespraeche.Registration.SignIn.Requests;
using Stadtgespraeche.Registration.SignIn.Tokens;
using Stadtgespraeche.Registration.Visibility;

namespace Stadtgespraeche.Registration;

/// <summary>
/// The database of Registration: partners, members, accounts and seats are true here; sessions are a copy.
/// </summary>
public sealed class RegistrationDbContext : DbContext, IDataProtectionKeyContext
{
    public RegistrationDbContext(DbContextOptions<RegistrationDbContext> options)
        : base(options)
    {
        // A failed save ends the whole transaction here, so a savepoint before each save would cost two round trips
        // under lock for nothing.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<PartnerLegalPages> PartnerLegalPages => Set<PartnerLegalPages>();

    public DbSet<Municipality> Municipalities => Set<Municipality>();

    public DbSet<Application> Applications => Set<Application>();

    public DbSet<PartnerKey> PartnerKeys => Set<PartnerKey>();

    public DbSet<PartnerEncryptionKey> PartnerEncryptionKeys => Set<PartnerEncryptionKey>();

    public DbSet<PendingPartnerKey> PendingPartnerKeys => Set<PendingPartnerKey>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<LinkedMandate> LinkedMandates => Set<LinkedMandate>();

    public DbSet<PassedRequest> PassedRequests => Set<PassedRequest>();

    public DbSet<VisibleToOthers> Visible => Set<VisibleToOthers>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionDetails> SessionDetails => Set<SessionDetails>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<CalendarAddress> CalendarAddresses => Set<CalendarAddress>();

    public DbSet<AttendanceRecord> Attendances => Set<AttendanceRecord>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountRole> AccountRoles => Set<AccountRole>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<CityLogin> CityLogins => Set<CityLogin>();

    public DbSet<CityIdentity> CityIdentities => Set<CityIdentity>();

    public DbSet<DeviceSession> DeviceSessions => Set<DeviceSession>();

    public DbSet<SignInRequest> SignInRequests => Set<SignInRequest>();
    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<MemberErasure> Erasures => Set<MemberErasure>();

    public DbSet<PartnerRemoval> Removals => Set<PartnerRemoval>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RegistrationDbContext).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddAudit();
        modelBuilder.AddTokenTables();
        modelBuilder.AddDataProtection();
    }
}
