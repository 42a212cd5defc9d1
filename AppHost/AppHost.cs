using Stadtgespraeche.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = new Settings(builder.AppHostDirectory);
var (databases, broker) = builder.AddInfrastructure(settings);

// The hub: three services with two replicas each, the portal, and one gateway before them. Every queue is there before
// anyone publishes.
List<IResourceBuilder<ProjectResource>> migrations =
[
    Migrate("registration", "../services/Registration/Registration.csproj", "registration", "hub"),
    Migrate("scheduling", "../services/Scheduling/Scheduling.csproj", "scheduling", "hub"),
    Migrate("knowledge", "../services/Knowledge/Knowledge.csproj", "knowledge", "hub"),
];
var registration = HubService("registration", "../services/Registration/Registration.csproj")
    .WithClients(settings)
    .WithEnvironment("Kit__Directory", settings.KitDirectory)
    .WithEnvironment("Kit__Broker", settings.PartnerBroker)
    .WithEnvironment("Broker__Management", settings.Management);
var scheduling = HubService("scheduling", "../services/Scheduling/Scheduling.csproj");
scheduling.WithEnvironment("Calendar__PortalUrl", settings.PortalUrl);
var knowledge = HubService("knowledge", "../services/Knowledge/Knowledge.csproj");
var portal = Project("portal", "../portal/Portal.csproj")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health/ready")
    .WithReplicas(2)
    .WithEnvironment("ConnectionStrings__database", settings.Serving("portal"))
    .WaitForCompletion(Migrate("portal", "../portal/Portal.csproj", "portal", "hub"))
    .WithEnvironment("Feedback__Directory", settings.Folder("data/feedback"));
var gateway = Project("gateway", "../gateway/Gateway.csproj")
    .WithHttpEndpoint(port: settings.Gateway)
    .WithHttpHealthCheck("/health/ready")
    .WithReference(scheduling)
    .WithReference(knowledge)
    .WithReference(portal)
    .WaitFor(registration)
    .WaitFor(scheduling)
    .WaitFor(knowledge)
    .WaitFor(portal);
portal.WithReference(gateway).WithEnvironment("SignIn__ClientSecret", settings.Secret("client-portal"));
foreach (var service in (IResourceBuilder<ProjectResource>[])[scheduling, knowledge, gateway])
{
    service.WithReference(registration);
}

foreach (var sealing in (IResourceBuilder<ProjectResource>[])[registration, portal])
{
    sealing
        .WithEnvironment("KeyRing__Certificate", settings.Certificate("key-ring"))
        .WithEnvironment("KeyRing__Password", settings.Secret("key-ring"));
}

// The cities, and the hub's own people: each a deployment of its own with its own database, broker user, keys and mail
// server.
var demo = Project("demo", "../tools/Demo/Demo.csproj")
    .WithReference(gateway)
    .WaitFor(gateway)
    .WithEnvironment("STADTGESPRAECHE_LOCAL", settings.Local)
    .WithEnvironment("Demo__Run", Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", "run")))
    .WithEnvironment("Demo__Passkey", Path.Combine(settings.Folder("secrets"), "demo-passkey.json"));
demo.WaitForCompletion(
    Project("municipalities", "../services/Registration/Registration.csproj")
        .WithArgs(
            "import-municipalities",
            Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", "tools", "Demo", "municipalities.txt")),
            "--if-none"
        )
        .WithEnvironment("ConnectionStrings__database", settings.Serving("registration"))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker("hub"))
        .WaitForCompletion(migrations[0])
);
var ready = builder.AddExecutable("ready", "touch", settings.Local, settings.ReadyFile).WaitForCompletion(demo);
foreach (var inbox in settings.Inboxes)
{
    ready.WaitFor(builder.AddInbox(settings, inbox));
}

foreach (var partner in Partner.All)
{
    var provision = Project($"provision-{partner.Key}", "../services/Registration/Registration.csproj")
        .WithArgs("provision", partner.Key, "--name", partner.Name, "--connected")
        .WithEnvironment("ConnectionStrings__database", settings.Serving("registration"))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker("hub"))
        .WithEnvironment("Broker__Management", settings.Management)
        .WithEnvironment("Provision__Password", settings.Secret($"rabbitmq-{partner.Key}"))
        .WithEnvironment("Provision__EnrolmentCode", settings.Secret($"enrolment-{partner.Key}"))
        .WaitForCompletion(migrations[0]);

    var migrate = Migrate(
            partner.Resource,
            "../services/Notification/Notification.csproj",
            partner.Database,
            partner.Key
        )
        .WithPartner(settings, partner)
        .WaitForCompletion(provision);
    var notification = Project(partner.Resource, "../services/Notification/Notification.csproj")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health/ready")
        .WithEnvironment("ConnectionStrings__database", settings.Serving(partner.Database))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker(partner.Key))
        .WithPartner(settings, partner)
        .WaitForCompletion(migrate);

    // The demo members come in as a city's own do, by its import.
    var import = Project($"import-{partner.Key}", "../services/Notification/Notification.csproj")
        .WithArgs(
            "import",
            Path.GetFullPath(
                Path.Combine(builder.AppHostDirectory, "..", "tools", "Demo", "members", $"{partner.Key}.csv")
            )
        )
        .WithEnvironment("ConnectionStrings__database", settings.Serving(partner.Database))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker(partner.Key))
        .WithPartner(settings, partner)
        .WaitFor(notification);
    demo.WaitForCompletion(import);
}

settings.WriteEnvironmentFile();
builder.Build().Run();

IResourceBuilder<ProjectResource> HubService(string name, string path)
{
    var service = Project(name, path)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health/ready")
        .WithReplicas(2)
        .WithEnvironment("ConnectionStrings__database", settings.Serving(name))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker("hub"));
    foreach (var migration in migrations)
    {
        service.WaitForCompletion(migration);
    }

    return service;
}

// The only one that knows the owner of the database; it makes tables, the serving user and queues, and ends.
IResourceBuilder<ProjectResource> Migrate(string name, string path, string database, string user) =>
    Project($"{name}-migrate", path)
        .WithArgs("migrate")
        .WithEnvironment("ConnectionStrings__owner", settings.Owner(database))
        .WithEnvironment("ConnectionStrings__database", settings.Serving(database))
        .WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker(user))
        .WaitForCompletion(databases)
        .WaitForCompletion(broker);

IResourceBuilder<ProjectResource> Project(string name, string path) =>
    builder
        .AddProject(name, path)
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("SignIn__Issuer", settings.Issuer);
