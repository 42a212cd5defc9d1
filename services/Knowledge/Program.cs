using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Knowledge.Partners;
using Stadtgespraeche.Knowledge.Privacy;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<KnowledgeDbContext>();
builder.AddHubMessaging<KnowledgeDbContext>("knowledge");
builder.AddApi("Knowledge");
builder.AddAudit();
builder.Services.AddPersonalLinks<KnowledgeLinkTrust>();
builder.AddRetention<KnowledgeDbContext>(ForgetOldRows.Rules);

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<KnowledgeDbContext>(args))
{
    await app.DeclareMessagingAsync(CancellationToken.None);
    return;
}

if (await app.RetentionWhenAskedAsync<KnowledgeDbContext>(args))
{
    return;
}

app.UseAudit<KnowledgeDbContext>();
app.UseApi();
app.MapServiceDefaults();
app.MapAudit<KnowledgeDbContext>();
app.MapContributions();
app.MapPrivacy();
await app.RunAsync();
