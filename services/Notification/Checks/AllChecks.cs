using MimeKit;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// Everything that the service needs, looked at from where it runs. Whatever is broken, each check ends in time and
/// with a sentence: whoever calls this has trouble already. What depends on a setting that is missing fails without
/// being tried.
/// </summary>
internal sealed class AllChecks(IServiceProvider services, IConfiguration settings, IHostEnvironment environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private readonly IReadOnlyList<string> faults = SettingsFaults.Of(settings, environment.IsDevelopment());

    /// <summary>
    /// In the order in which they are best mended; <paramref name="mailTo"/> gets a test mail, else
    /// <c>Partner:Contact</c> does.
    /// </summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(string? mailTo, CancellationToken cancellationToken)
    {
        var groups = await Task.WhenAll(
            Of(
                CheckCodes.Database,
                ["ConnectionStrings__database", "Database__Password"],
                DatabaseAsync,
                cancellationToken
            ),
            Of(
                CheckCodes.Broker,
                ["ConnectionStrings__rabbitmq", "Partner__Key", "Broker__"],
                BrokerAsync,
                cancellationToken
            ),
            Of(
                CheckCodes.Clock,
                ["Portal__Url"],
                async bound =>
                {
                    using var portal = Portal();
                    return await portal.ClockAsync(bound);
                },
                cancellationToken
            ),
            Of(CheckCodes.Keys, ["Keys__Directory", "Partner__", "Portal__Url"], KeysAsync, cancellationToken),
            Of(
                CheckCodes.MailServer,
                ["Smtp__", "Partner__Sender", "Partner__Contact"],
                bound => MailServerAsync(mailTo, bound),
                cancellationToken
            ),
            Of(
                CheckCodes.LegalPages,
                ["ConnectionStrings__database", "Database__Password"],
                bound =>
                    LegalPagesCheck.RunAsync(
                        settings["ConnectionStrings:database"]!,
                        settings[LegalPagesFolder.Setting],
                        bound
                    ),
                cancellationToken
            ),
            Of(
                CheckCodes.Spf,
                ["Partner__Sender"],
                bound =>
                    MailDomainCheck.RunAsync(
                        Bound<Partner>("Partner").Domain,
                        settings["Dkim:Selector"],
                        settings["Dns:Server"],
                        bound
                    ),
                cancellationToken
            )
        );
        return [.. Settings(), .. groups.SelectMany(group => group)];
    }

    private IEnumerable<Finding> Settings() =>
        faults.Count == 0
            ? [Finding.Good(CheckCodes.Settings, "vollständig.")]
            : faults.Select(fault => Finding.Failed(CheckCodes.Settings, fault, SettingsMend.Of(fault)));

    private static async Task<IReadOnlyList<Finding>> GuardedAsync(
        string code,
        Func<CancellationToken, Task<IReadOnlyList<Finding>>> check,
        CancellationToken cancellationToken
    )
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        try
        {
            // Some libraries do not hear the token while they wait.
            return await Task.Run(() => check(bound.Token), cancellationToken)
                .WaitAsync(Patience + TimeSpan.FromSeconds(5), cancellationToken);
        }
        catch (Exception e)
            when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return
            [
                Finding.Failed(
                    code,
                    $"Keine Antwort innerhalb von {Patience.TotalSeconds:0} Sekunden.",
                    "Bitte prüfen Sie Netz und Firewall."
                ),
            ];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Of all programs this one must not fall over because something is broken.
            return
            [
                Finding.Failed(
                    code,
                    $"Die Prüfung selbst ist gescheitert: {e.Message} ({e.GetType().Name})",
                    "Bitte melden Sie dies der Zentrale."
                ),
            ];
        }
    }

    private Task<IReadOnlyList<Finding>> Of(
        string code,
        string[] needed,
        Func<CancellationToken, Task<IReadOnlyList<Finding>>> check,
        CancellationToken cancellationToken
    ) =>
        faults.Any(fault => needed.Any(name => fault.StartsWith(name, StringComparison.Ordinal)))
            ? Task.FromResult<IReadOnlyList<Finding>>([
                Finding.Failed(
                    code,
                    "Nicht geprüft, weil eine Einstellung fehlt oder falsch ist.",
                    "Bitte bringen Sie zuerst die Konfiguration in Ordnung; was zu tun ist, steht oben."
                ),
            ])
            : GuardedAsync(code, check, cancellationToken);

    /// <summary>As the service uses it, and as the unit migrates it before each start.</summary>
    private async Task<IReadOnlyList<Finding>> DatabaseAsync(CancellationToken cancellationToken)
    {
        var serving = settings["ConnectionStrings:database"]!;
        var findings = await DatabaseCheck.RunAsync(serving, cancellationToken);
        return await OwnerCheck.RunAsync(settings["ConnectionStrings:owner"], serving, cancellationToken) is { } owner
            ? [.. findings, owner]
            : findings;
    }

    private Task<IReadOnlyList<Finding>> BrokerAsync(CancellationToken cancellationToken) =>
        BrokerCheck.RunAsync(
            services.GetRequiredService<Broker>,
            services.GetRequiredService<ServiceTopology>(),
            settings["Partner:Key"]!,
            cancellationToken
        );

    private async Task<IReadOnlyList<Finding>> KeysAsync(CancellationToken cancellationToken)
    {
        var known = await KnownKeys.ReadAsync(settings["ConnectionStrings:database"], cancellationToken);
        if (KeysCheck.Run(settings["Keys:Directory"]!, known.RanBefore) is { } finding)
        {
            return [finding];
        }

        using var portal = Portal();
        return
        [
            await portal.KeyAsync(
                services.GetRequiredService<PersonalLinks>(),
                services.GetRequiredService<LinkKeys>(),
                known,
                cancellationToken
            ),
        ];
    }

    private Task<IReadOnlyList<Finding>> MailServerAsync(string? mailTo, CancellationToken cancellationToken)
    {
        var partner = Bound<Partner>("Partner");
        return MailServerCheck.RunAsync(
            Bound<SmtpOptions>("Smtp"),
            partner,
            mailTo is null ? partner.ContactMailbox : MailboxAddress.Parse(mailTo),
            cancellationToken
        );
    }

    private PortalChecks Portal() =>
        new(
            new Uri((settings["Portal:Url"] ?? "http://localhost:8080").TrimEnd('/') + "/"),
            services.GetRequiredService<TimeProvider>()
        );

    private T Bound<T>(string section)
        where T : new() => settings.GetSection(section).Get<T>() ?? new T();
}
