namespace Stadtgespraeche.AppHost;

/// <summary>The partners of the local system, and the hub, whose own people belong to no city.</summary>
internal static class LocalPartners
{
    public static readonly IReadOnlyList<LocalPartner> All =
    [
        new(
            "kaiserslautern",
            "Kaiserslautern",
            "Stadtgespräche Kaiserslautern <stadtgespraeche@kaiserslautern.example>",
            "#0b5394",
            ["Stadt Kaiserslautern (Beispiel)", "Musterplatz 1, 67653 Kaiserslautern"],
            1
        ),
        new(
            "bamberg",
            "Bamberg",
            "Stadtgespräche Bamberg <stadtgespraeche@bamberg.example>",
            "#8a1538",
            ["Stadt Bamberg (Beispiel)", "Musterplatz 1, 96047 Bamberg"],
            2
        ),
        new(
            "rhein-neckar",
            "Metropolregion Rhein-Neckar",
            "Stadtgespräche Rhein-Neckar <stadtgespraeche@rhein-neckar.example>",
            "#1d6f42",
            ["Metropolregion Rhein-Neckar (Beispiel)", "Musterplatz 1, 68161 Mannheim"],
            3
        ),
        new(
            LocalPartner.Hub,
            "Stadtgespräche",
            "Stadtgespräche <mitmachen@stadtgespraeche.example>",
            "#171a2b",
            ["Stadtgespräche (Beispiel)", "Musterplatz 1, 67653 Kaiserslautern"],
            1
        ),
    ];

    /// <summary>What distinguishes one city's deployment from another's.</summary>
    public static IResourceBuilder<ProjectResource> WithPartner(
        this IResourceBuilder<ProjectResource> notification,
        Settings settings,
        LocalPartner partner
    ) =>
        notification
            .WithEnvironment("Partner__Key", partner.Key)
            .WithEnvironment("Partner__Name", partner.Name)
            .WithEnvironment("Partner__Sender", partner.Sender)
            .WithEnvironment("Partner__Color", partner.Color)
            .WithEnvironment("Partner__Imprint", string.Join(" | ", partner.Imprint))
            .WithEnvironment("Partner__Contact", partner.Contact)
            .WithEnvironment("Portal__Url", settings.PortalUrl)
            .WithEnvironment("Smtp__Host", "127.0.0.1")
            .WithEnvironment("Smtp__Port", Settings.Text(settings.Smtp(partner.Inbox)))
            .WithEnvironment("Smtp__Connections", "4")
            .WithEnvironment("Smtp__Security", "None")
            .WithEnvironment("LegalPages__Folder", settings.LegalPagesOf(partner))
            .WithEnvironment("Keys__Directory", settings.Folder($"keys/{partner.Key}"))
            .WithEnvironment("Enrolment__Code", settings.Secret($"enrolment-{partner.Key}"));
}

/// <summary>
/// One deployment of Notification in the local system. <paramref name="Inbox"/> is the number of its demo mail server.
/// </summary>
internal sealed record LocalPartner(string Key, string Name, string Sender, string Color, string[] Imprint, int Inbox)
{
    public const string Hub = "stadtgespraeche";

    /// <summary>The hub's own people belong to no city.</summary>
    public bool IsHub => Key == Hub;

    /// <summary>The verb of Registration that lets the partner in at the broker.</summary>
    public string[] Provision => ["provision", Key, "--name", Name, "--connected"];

    public string Resource => $"notification-{Key}";

    /// <summary>
    /// The people who keep the list of members, and at the hub those who decide on applications: at the domain that
    /// sends.
    /// </summary>
    public string Contact =>
        IsHub ? $"Organisation <organisation@{Domain}>" : $"Mitgliederliste {Name} <mitglieder@{Domain}>";

    private string Domain => Sender.Split('@')[1].TrimEnd('>');

    public string Database => $"notification_{Key.Replace('-', '_')}";
}
