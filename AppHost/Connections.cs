namespace Stadtgespraeche.AppHost;

/// <summary>Whom a program is to databases and broker, and what it has to know of the rest.</summary>
internal static class Connections
{
    public static IResourceBuilder<ProjectResource> WithDatabase(
        this IResourceBuilder<ProjectResource> program,
        Settings settings,
        string database
    ) => program.WithEnvironment("ConnectionStrings__database", settings.Serving(database));

    public static IResourceBuilder<ProjectResource> WithBroker(
        this IResourceBuilder<ProjectResource> program,
        Settings settings,
        string user
    ) => program.WithEnvironment("ConnectionStrings__rabbitmq", settings.Broker(user));

    /// <summary>A service of the hub, or one of its verbs.</summary>
    public static IResourceBuilder<ProjectResource> AsHub(
        this IResourceBuilder<ProjectResource> program,
        Settings settings,
        string database
    ) => program.WithDatabase(settings, database).WithBroker(settings, "hub");

    /// <summary>A partner's service, or one of its verbs.</summary>
    public static IResourceBuilder<ProjectResource> AsPartner(
        this IResourceBuilder<ProjectResource> program,
        Settings settings,
        LocalPartner partner
    ) =>
        program
            .WithDatabase(settings, partner.Database)
            .WithBroker(settings, partner.Key)
            .WithPartner(settings, partner);

    /// <summary>What cities download, and what Registration needs to let them in at the broker.</summary>
    public static IResourceBuilder<ProjectResource> WithKit(
        this IResourceBuilder<ProjectResource> registration,
        Settings settings
    ) =>
        registration
            .WithEnvironment("Kit__Directory", settings.KitDirectory)
            .WithEnvironment("Kit__Broker", settings.PartnerBroker)
            .WithEnvironment("Broker__Management", settings.Management);

    /// <summary>The certificate that seals the keys of cookies and tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithKeyRing(
        this IResourceBuilder<ProjectResource> program,
        Settings settings
    ) =>
        program
            .WithEnvironment("KeyRing__Certificate", settings.Secrets.Certificate("key-ring"))
            .WithEnvironment("KeyRing__Password", settings.Secret("key-ring"));

    public static IResourceBuilder<ProjectResource> WithPortalUrl(
        this IResourceBuilder<ProjectResource> scheduling,
        Settings settings
    ) => scheduling.WithEnvironment("Calendar__PortalUrl", settings.PortalUrl);

    /// <summary>How persons sign in at the portal, and where it leaves what they say about it.</summary>
    public static IResourceBuilder<ProjectResource> WithPersons(
        this IResourceBuilder<ProjectResource> portal,
        Settings settings
    ) =>
        portal
            .WithEnvironment("SignIn__ClientSecret", settings.Secret("client-portal"))
            .WithEnvironment("Feedback__Directory", settings.Folder("data/feedback"));

    /// <summary>With a broker user and an enrolment code that the partner's service knows too.</summary>
    public static IResourceBuilder<ProjectResource> WithEnrolment(
        this IResourceBuilder<ProjectResource> provision,
        Settings settings,
        LocalPartner partner
    ) =>
        provision
            .WithEnvironment("Broker__Management", settings.Management)
            .WithEnvironment("Provision__Password", settings.Secret($"rabbitmq-{partner.Key}"))
            .WithEnvironment("Provision__EnrolmentCode", settings.Secret($"enrolment-{partner.Key}"));

    public static IResourceBuilder<ProjectResource> WithDemo(
        this IResourceBuilder<ProjectResource> demo,
        Settings settings
    ) =>
        demo.WithEnvironment("STADTGESPRAECHE_LOCAL", settings.Local)
            .WithEnvironment("Demo__Run", settings.RunScript)
            .WithEnvironment("Demo__Passkey", Path.Combine(settings.Folder("secrets"), "demo-passkey.json"));
}
