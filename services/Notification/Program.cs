using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Privacy;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Starting;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<NotificationDbContext>();
// The verb migrate needs no partner; everything else refuses to start without one (PartnerIsComplete).
builder.AddPartnerMessaging<NotificationDbContext>(builder.Configuration["Partner:Key"] ?? "unnamed");
builder.AddMails();
builder.AddRetention<NotificationDbContext>(NotificationRetention.Rules(builder.Configuration["Partner:Key"] ?? "unnamed"));

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<NotificationDbContext>(args))
    return 0;
if (await app.ImportWhenAskedAsync(args) is { } imported)
    return imported;
if (await app.ResendWhenAskedAsync(args) is { } resent)
    return resent;
if (await app.ReadmitWhenAskedAsync(args) is { } readmitted)
    return readmitted;
if (await app.RetentionWhenAskedAsync<NotificationDbContext>(args))
    return Environment.ExitCode;

app.MapServiceDefaults();
await app.RunAsync();
return 0;

/// <summary>Named for the tests, which run the service in their process.</summary>
public partial class Program;
