using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Tests;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// All services on one broker, and one member of a city who has taken part in everything there is. Tests stop and start
/// the services.
/// </summary>
internal sealed class ErasureScene : IAsyncDisposable
{
    public const string Address = "q.zaubermaus@rat.example";
    public const string Code = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>
    /// A broker's users are those of all its virtual hosts, and a city that leaves takes its user along: each scene has
    /// a city of its own.
    /// </summary>
    public string City { get; } = $"musterstadt-{Guid.NewGuid().ToString("N")[..8]}";

    public ScriptedMailServer Mails { get; } = new();

    public ServiceUnderTest<RegistrationDbContext> Registration { get; set; } = null!;

    public ServiceUnderTest<SchedulingDbContext> Scheduling { get; set; } = null!;

    public ServiceUnderTest<KnowledgeDbContext> Knowledge { get; set; } = null!;

    public ServiceUnderTest<NotificationDbContext> CityService { get; set; } = null!;

    public Guid Member { get; private set; }

    public Guid Session { get; private set; }

    /// <summary>What tells who the member is, or what the member said to the organisers.</summary>
    public string[] Secrets =>
        [$"{Member}", "Zaubermaus", "Quintessa", "q.zaubermaus", "Geheimfrage", "Geheimbedarf", "KENNUNG-4711"];

    public static async Task<ErasureScene> StartAsync()
    {
        var scene = new ErasureScene { Registration = await ServiceUnderTest<RegistrationDbContext>.StartAsync() };
        var broker = new Dictionary<string, string>
        {
            ["ConnectionStrings:rabbitmq"] = scene.Registration.Settings["ConnectionStrings:rabbitmq"],
        };
        scene.Scheduling = await ServiceUnderTest<SchedulingDbContext>.StartAsync(broker);
        scene.Knowledge = await ServiceUnderTest<KnowledgeDbContext>.StartAsync(broker);
        await AdmitAsync(scene.Registration, scene.City);
        scene.CityService = await ServiceUnderTest<NotificationDbContext>.StartAsync(
            CityOf(scene.City, scene.Registration.Broker, scene.Mails)
        );
        await ImportAsync(scene.CityService, scene.City);
        scene.Member = await AcceptedAsync(scene.CityService);
        scene.Session = await TakePartAsync(scene.Registration, scene.Knowledge, scene.CityService, scene.Member);
        (await scene.FindAsync(scene.Secrets)).ShouldNotBeEmpty();
        return scene;
    }

    /// <summary>The owners whose part is not done, as the member sees them.</summary>
    public static async Task<List<string>> OpenAsync(HttpClient registration)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/erasure")
        {
            Headers = { { "Erasure-Code", Code } },
        };
        var state = await (await registration.SendAsync(request))
            .EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonNode>();
        return
        [
            .. state!["parts"]!
                .AsArray()
                .Where(part => part!["completedAt"] is null)
                .Select(part => part!["owner"]!.GetValue<string>())
                .Order(),
        ];
    }

    /// <summary>The rows in which one of these stands, of all databases unless told which.</summary>
    public async Task<List<string>> FindAsync(string[] secrets, string[]? databases = null)
    {
        var found = new List<string>();
        foreach (
            var database in databases
                ?? [Registration.Database, Scheduling.Database, Knowledge.Database, CityService.Database]
        )
        {
            found.AddRange(
                (await DatabaseContents.ReadAsync(database))
                    .Where(row =>
                        !IsSecurityLog(row)
                        && secrets.Any(secret => row.Row.Contains(secret, StringComparison.OrdinalIgnoreCase))
                    )
                    .Select(row => $"{row.Table}: {row.Row}")
            );
        }

        return found;
    }

    public async Task StopAllAsync()
    {
        foreach (var service in new IAsyncDisposable[] { CityService, Knowledge, Scheduling, Registration })
        {
            await service.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        await Mails.DisposeAsync();
    }

    private static Dictionary<string, string> CityOf(string key, Uri broker, ScriptedMailServer mails) =>
        new()
        {
            ["ConnectionStrings:rabbitmq"] = new UriBuilder(broker)
            {
                UserName = key,
                Password = "only-for-tests",
            }.Uri.ToString(),
            ["Partner:Key"] = key,
            ["Partner:Name"] = "Musterstadt",
            ["Partner:Sender"] = "Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>",
            ["Partner:Imprint"] = "Stadt Musterstadt | Beispielstraße 1, 00000 Musterstadt",
            ["Portal:Url"] = "https://portal.example",
            ["Keys:Directory"] = Directory.CreateTempSubdirectory("keys-").FullName,
            ["Enrolment:Code"] = "einmal-und-nie-wieder",
            ["Smtp:Port"] = mails.Port.ToString(),
            ["Planning:Seconds"] = "1",
        };

    private static async Task AdmitAsync(ServiceUnderTest<RegistrationDbContext> registration, string key)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:rabbitmq"] = registration.Settings["ConnectionStrings:rabbitmq"],
            ["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT"),
            ["Provision:Password"] = "only-for-tests",
            ["Provision:EnrolmentCode"] = "einmal-und-nie-wieder",
        };
        await using var scope = registration.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await Eventually.Holds(() =>
            ProvisionVerb.RunAsync(db, configuration, key, "Musterstadt", connected: true, CancellationToken.None)
        );
    }

    private static async Task ImportAsync(ServiceUnderTest<NotificationDbContext> city, string key)
    {
        await using var scope = city.Services.CreateAsyncScope();
        var file = MemberFile.Read(
            Encoding.UTF8.GetBytes(
                $"Kennung;Vorname;Nachname;E-Mail;Fraktion\nKENNUNG-4711;Quintessa;Zaubermaus;{Address};Freie Mäuse"
            )
        );
        var report = await ImportMembers.HandleAsync(
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
            scope.ServiceProvider.GetRequiredService<Tombstones>(),
            key,
            file.Batch,
            dryRun: false,
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            null,
            CancellationToken.None
        );
        report.Added.ShouldBe(1);
    }

    private static async Task<Guid> AcceptedAsync(ServiceUnderTest<NotificationDbContext> city)
    {
        Guid? id = null;
        await Eventually.Holds(async () =>
        {
            await using var scope = city.Services.CreateAsyncScope();
            id = (
                await scope
                    .ServiceProvider.GetRequiredService<NotificationDbContext>()
                    .Members.SingleAsync(row => row.State == MemberState.Accepted)
            ).Id;
        });
        return id!.Value;
    }

    /// <summary>
    /// By the city's own links: a seat with question and need, attendance, and a contribution that an organiser
    /// releases.
    /// </summary>
    private static async Task<Guid> TakePartAsync(
        ServiceUnderTest<RegistrationDbContext> registration,
        ServiceUnderTest<KnowledgeDbContext> knowledge,
        ServiceUnderTest<NotificationDbContext> city,
        Guid member
    )
    {
        var (id, contribution) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await registration.Deliver(
            new SessionScheduled(
                id,
                1,
                "Digitale Ratsarbeit",
                "Text",
                "Beteiligung",
                TimeProvider.System.GetUtcNow().AddMinutes(-30),
                "Europe/Berlin",
                120,
                SessionForm.OnSite,
                new Venue("Rathaus", "Marktplatz 1", "00000", "Musterstadt"),
                10,
                0,
                []
            )
        );
        var links = city.Services.GetRequiredService<PersonalLinks>();
        var known = new Notification.Sessions.Session { Id = id, EndsAt = TimeProvider.System.GetUtcNow().AddHours(2) };
        using var seat = registration.WithToken(links.Seat(member, known).Split("t=")[1]);
        await Eventually.Holds(async () =>
            (
                await seat.PutAsJsonAsync(
                    $"/sessions/{id}/seat",
                    new
                    {
                        answer = "OnSite",
                        question = "Eine Geheimfrage?",
                        accessibilityNeeds = "Ein Geheimbedarf",
                    }
                )
            ).EnsureSuccessStatusCode()
        );
        (
            await registration.Organiser.PutAsJsonAsync($"/sessions/{id}/attendance/{member}", new { attended = true })
        ).EnsureSuccessStatusCode();
        using var writer = knowledge.WithToken(links.Contribution(member, known).Split("t=")[1]);
        await Eventually.Holds(async () =>
            (
                await writer.PutAsJsonAsync(
                    $"/contributions/{contribution}",
                    new
                    {
                        sessionId = id,
                        kind = "Experience",
                        title = "Was wir gelernt haben",
                        body = "Es lohnt sich.",
                    }
                )
            ).EnsureSuccessStatusCode()
        );
        (
            await knowledge.Organiser.PutAsJsonAsync($"/contributions/{contribution}/release", new { })
        ).EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>
    /// The log of who changed what keeps ids for its 30 days, as the record of processing says; names never.
    /// </summary>
    private static bool IsSecurityLog((string Table, string Row) row) =>
        row.Table == "audit_log" && !row.Row.Contains("Zaubermaus") && !row.Row.Contains("Geheim");
}
