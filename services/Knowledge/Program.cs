using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Knowledge.Partners;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<KnowledgeDbContext>();
builder.AddHubMessaging<KnowledgeDbContext>("knowledge");
builder.AddApi("Knowledge");
builder.Services.AddPersonalLinks<KnowledgePartnerKeys>();

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<KnowledgeDbContext>(args))
{
    await app.DeclareMessagingAsync(CancellationToken.None);
    return;
}

app.UseApi();
app.MapServiceDefaults();
app.MapContributions();
await app.RunAsync();
