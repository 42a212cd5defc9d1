namespace Stadtgespraeche.AppHost;

/// <summary>
/// The cities' mail servers: they deliver to a page in the browser only. On which ports says <see cref="Settings"/>.
/// </summary>
internal static class MailServers
{
    public static void AddMailServers(this IDistributedApplicationBuilder builder, Settings settings)
    {
        var group = builder.AddGroup("postfaecher", "MailInboxAll");
        foreach (var inbox in LocalPartners.All.GroupBy(partner => partner.Inbox))
        {
            builder
                .AddMailServer(settings, inbox.Key)
                .In(group)
                .WithIconName("MailInbox")
                .WithLink($"Postfach {string.Join(" und ", inbox.Select(partner => partner.Name))}");
        }
    }

    private static IResourceBuilder<ExecutableResource> AddMailServer(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        int inbox
    ) =>
        builder
            .AddExecutable(
                $"inbox-{inbox}",
                "node",
                settings.Infrastructure,
                "node_modules/maildev/dist/bin/maildev.js",
                "--silent",
                "--ip",
                "127.0.0.1",
                "--smtp",
                Settings.Text(settings.Smtp(inbox)),
                "--web-ip",
                "127.0.0.1",
                "--web",
                Settings.Text(settings.Inbox(inbox)),
                "--mail-directory",
                settings.Folder($"data/inbox-{inbox}")
            )
            .WithLocalAddress(settings.Inbox(inbox))
            .WithHttpHealthCheck("/api/healthz");

    /// <summary>Where a program listens by itself, on IPv4 only.</summary>
    public static IResourceBuilder<ExecutableResource> WithLocalAddress(
        this IResourceBuilder<ExecutableResource> program,
        int port
    ) =>
        program
            .WithHttpEndpoint(port: port, targetPort: port, isProxied: false)
            .WithEndpoint("http", endpoint => endpoint.TargetHost = "127.0.0.1");
}
