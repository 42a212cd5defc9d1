using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Scheduling;

namespace Stadtgespraeche.ProcessingRecord;

/// <summary>Every database of the platform, by the name and the owner that people know it by.</summary>
public sealed record Database(string Service, string Where, IReadOnlyList<Table> Tables);

/// <summary>Reads the models; no database is needed.</summary>
public static class Models
{
    public static IReadOnlyList<Database> All { get; } =
    [
        Read<RegistrationDbContext>("Registration", "Zentrale: Anmeldung und Plätze"),
        Read<SchedulingDbContext>("Scheduling", "Zentrale: Sitzungen und Programm"),
        Read<KnowledgeDbContext>("Knowledge", "Zentrale: Wissen"),
        Read<PortalDbContext>("Portal", "Zentrale: Webseiten"),
        Read<NotificationDbContext>("Notification", "Kommune: Mitgliederverzeichnis und E-Mails"),
    ];

    private static Database Read<TDb>(string service, string where)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>().UseNpgsql().Options;
        using var db = (TDb)Activator.CreateInstance(typeof(TDb), options)!;
        return new Database(service, where, Classification.Tables(db.Model));
    }
}
