using Projects;
using Stadtgespraeche.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.AddSettings();
var programs = new Programs(builder, settings, builder.AddServers(settings));

// The hub: three services with two replicas each, the portal, and one gateway before them. Every queue is there before
// anyone publishes.
var hub = builder.AddGroup("hub", "BuildingGovernment").WithHubCommands(settings);
var tables = programs.Migrate<Registration>("registration", "hub").In(hub);
var topics = programs.Migrate<Scheduling>("scheduling", "hub").In(hub);
var findings = programs.Migrate<Knowledge>("knowledge", "hub").In(hub);
var sessions = programs.Migrate<Portal>("portal", "hub").In(hub);
var registration = programs.Serve<Registration>("registration", replicas: 2).In(hub).After(tables, topics, findings);
var scheduling = programs.Serve<Scheduling>("scheduling", replicas: 2).In(hub).After(tables, topics, findings);
var knowledge = programs.Serve<Knowledge>("knowledge", replicas: 2).In(hub).After(tables, topics, findings);
var portal = programs.Serve<Portal>("portal", replicas: 2).In(hub).After(sessions);
var gateway = programs.Serve<Gateway>("gateway", settings.Gateway).In(hub).WithPortalLinks();

registration.AsHub(settings, "registration").WithClients(settings).WithKit(settings).WithKeyRing(settings);
scheduling.AsHub(settings, "scheduling").WithReference(registration).WithPortalUrl(settings);
knowledge.AsHub(settings, "knowledge").WithReference(registration);
portal.WithDatabase(settings, "portal").WithReference(gateway).WithPersons(settings).WithKeyRing(settings);
gateway.WithReference(registration).WithReference(scheduling).WithReference(knowledge).WithReference(portal);
gateway.WaitFor(registration).WaitFor(scheduling).WaitFor(knowledge).WaitFor(portal);

// Invented sessions, and the municipalities among which applicants find their own.
var demo = programs.Run<Demo>("demo").In(hub).WithDemo(settings).WithReference(gateway).WaitFor(gateway);
var municipalities = programs.Run<Registration>("municipalities", settings.ImportMunicipalities).In(hub);
demo.After(municipalities.AsHub(settings, "registration").After(tables));

// The cities, and the hub's own people: each a deployment of its own with its own database, broker user, keys and mail
// server. The demo members come in as a city's own do, by its import.
foreach (var partner in LocalPartners.All)
{
    var city = partner.IsHub ? hub : builder.AddGroup(partner.Key, "BuildingTownhouse").WithCityCommands(settings);
    var provision = programs.Run<Registration>($"provision-{partner.Key}", partner.Provision).In(city);
    var migrate = programs.Migrate<Notification>(partner.Database, partner.Key).In(city);
    var notification = programs.Serve<Notification>(partner.Resource).In(city);
    var import = programs.Run<Notification>($"import-{partner.Key}", settings.ImportMembers(partner)).In(city);

    provision.AsHub(settings, "registration").WithEnrolment(settings, partner).After(tables);
    migrate.WithPartner(settings, partner).After(provision);
    notification.AsPartner(settings, partner).WithOfficeLink(partner).After(migrate);
    import.AsPartner(settings, partner).WaitFor(notification);
    demo.After(import);
}

builder.AddMailServers(settings);
builder.AddStatusFiles(settings);
builder.Build().Run();
