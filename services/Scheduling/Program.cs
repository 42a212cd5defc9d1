using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Scheduling.Barometer;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Drafts;
using Stadtgespraeche.Scheduling.Feeds;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Scheduling.Privacy;
using Stadtgespraeche.Scheduling.Records;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Speakers;
using Stadtgespraeche.Scheduling.Topics;
using Stadtgespraeche.Scheduling.Venues;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<SchedulingDbContext>();
builder.AddHubMessaging<SchedulingDbContext>("scheduling");
builder.AddApi("Scheduling");
builder.AddAudit();
builder.Services.AddOptions<CalendarOptions>().BindConfiguration("Calendar");
builder.Services.AddPersonalLinks<SpeakerLinkTrust>();
builder.AddBarometer();
builder.AddRetention<SchedulingDbContext>(ForgetOldRows.Rules);

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<SchedulingDbContext>(args))
{
    await app.DeclareMessagingAsync(CancellationToken.None);
    return;
}

app.UseAudit<SchedulingDbContext>();
if (await app.RetentionWhenAskedAsync<SchedulingDbContext>(args))
{
    return;
}

app.UseApi();
app.MapServiceDefaults();
app.MapAudit<SchedulingDbContext>();
app.MapSessions();
app.MapRecords();
app.MapDrafts();
app.MapVenues();
app.MapTopics();
app.MapBarometer();
app.MapImpulses();
app.MapFeeds();
app.MapPrivacy();
await app.RunAsync();
