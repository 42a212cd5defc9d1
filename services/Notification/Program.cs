using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Notification.Privacy;
using Stadtgespraeche.Notification.Settings;
using Stadtgespraeche.Notification.Starting;
using Stadtgespraeche.ServiceDefaults;

if (MissingIcu.IsSaid())
{
    return Verbs.NothingDone;
}

return await FaultWords.GuardAsync(async () =>
{
    if (CommandLine.TryRead(args, out var call) is { } said)
    {
        return said;
    }

    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = call.Verb, ContentRootPath = AppContext.BaseDirectory }
    );
    call.AddTo(builder.Configuration);
    if (builder.Refuses(call))
    {
        return Verbs.NothingDone;
    }

    builder.LogPlainly();

    builder.AddServiceDefaults(refusePlainText: false); // SettingsFaults has said so already, in German.
    builder.AddDatabase<NotificationDbContext>();

    // Verbs such as migrate and check do without a partner; everything else refuses to start (SettingsFaults,
    // PartnerIsComplete).
    builder.AddPartnerMessaging<NotificationDbContext>(SettingsFaults.KeyIn(builder.Configuration));
    builder.AddMails();
    builder.AddOParl();
    builder.AddAdministration(seals: call.Verb is not ["migrate" or "check", ..]);
    builder.AddRetention<NotificationDbContext>(ForgetOldRows.Rules(SettingsFaults.KeyIn(builder.Configuration)));

    var app = builder.Build();
    if (await app.RunVerbAsync(call.Verb) is { } done)
    {
        return done;
    }

    if (app.MayNotListen())
    {
        return Verbs.NothingDone;
    }

    app.UseAdministration();
    app.MapServiceDefaults();
    app.MapRazorPages();
    // Not RunAsync: where the start fails it would first put away what others still work with, and they would complain.
    await app.StartAsync();
    await using (app)
    {
        await app.WaitForShutdownAsync();
    }

    return 0;
});

/// <summary>Named for the tests, which run the service in their process.</summary>
public partial class Program;
