using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Tests;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// All services on one broker: a member takes part, everything that can be down is down while the erasure runs, and in the end nothing about the
/// person stands in any database, log, span or metric.
/// </summary>
public sealed class ErasureAcrossServicesTests
{
    private const string City = "musterstadt";
    private const string Code = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task With_services_down_in_between_the_erasure_is_complete_everywhere_and_telemetry_never_named_the_person()
    {
        using var telltale = new Telltale();
        await using var mails = new ScriptedMailServer();
        var registration = await ServiceUnderTest<RegistrationDbContext>.StartAsync();
        var broker = new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = registration.Settings["ConnectionStrings:rabbitmq"] };
        var scheduling = await ServiceUnderTest<SchedulingDbContext>.StartAsync(broker);
        var knowledge = await ServiceUnderTest<KnowledgeDbContext>.StartAsync(broker);
        await AdmitAsync(registration);
        var city = await ServiceUnderTest<NotificationDbContext>.StartAsync(CityOf(registration.Broker, mails));

        await ImportAsync(city);
        var member = await AcceptedAsync(city);
        var session = await TakePartAsync(registration, knowledge, city, member);
        string[] secrets = [$"{member}", "Zaubermaus", "Quintessa", "q.zaubermaus", "Geheimfrage", "Geheimbedarf", "KENNUNG-4711"];
        (await FindAsync(secrets, registration, knowledge, city)).ShouldNotBeEmpty();

        // Knowledge and the city are down when the member erases everything; Registration stops right after.
        await knowledge.DisposeAsync();
        await city.DisposeAsync();
        (await registration.As(member, City).PostAsJsonAsync("/me/erasure", new { statusCode = Code })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await registration.DisposeAsync();
        registration = await ServiceUnderTest<RegistrationDbContext>.StartAsync(registration.Settings);
        await Eventually.Holds(async () => (await OpenAsync(registration)).ShouldBe(["knowledge", "notification"]));

        // What an organiser's old page and another service still send in between.
        await registration.Deliver(new AttendanceRecorded(City, member, session, 9, true, "Quintessa Zaubermaus", "Musterstadt"));
        await registration.DeliverTo(City, new AttendanceRecorded(City, member, session, 9, true, "Quintessa Zaubermaus", "Musterstadt"));
        knowledge = await ServiceUnderTest<KnowledgeDbContext>.StartAsync(knowledge.Settings);
        await Eventually.Holds(async () => (await OpenAsync(registration)).ShouldBe(["notification"]));
        city = await ServiceUnderTest<NotificationDbContext>.StartAsync(city.Settings);
        await Eventually.Holds(async () => (await OpenAsync(registration)).ShouldBeEmpty());
        await registration.DeliverTo(City, new MemberAccepted(City, member, 9, "Quintessa Zaubermaus", []));

        await Eventually.Holds(async () => (await FindAsync(secrets, registration, scheduling, knowledge, city)).ShouldBeEmpty());
        mails.To("q.zaubermaus@rat.example").Last().Subject!.ShouldContain("gelöscht");
        (await knowledge.Anonymous.GetStringAsync("/contributions")).ShouldContain("Was wir gelernt haben");

        telltale.Log.Length.ShouldBeGreaterThan(1000);
        telltale.Spans.ShouldBeGreaterThan(100);
        telltale.Metrics.ShouldBeGreaterThan(20);
        telltale.Find(secrets).ShouldBeEmpty();
        foreach (var service in new IAsyncDisposable[] { city, knowledge, scheduling, registration })
            await service.DisposeAsync();
    }

    private static Dictionary<string, string> CityOf(Uri broker, ScriptedMailServer mails) => new()
    {
        ["ConnectionStrings:rabbitmq"] = new UriBuilder(broker) { UserName = City, Password = "only-for-tests" }.Uri.ToString(),
        ["Partner:Key"] = City,
        ["Partner:Name"] = "Musterstadt",
        ["Partner:Sender"] = "Stadtgespräche Musterstadt <stadtgespraeche@musterstadt.example>",
        ["Partner:Imprint"] = "Stadt Musterstadt | Beispielstraße 1, 00000 Musterstadt",
        ["Portal:Url"] = "https://portal.example",
        ["Keys:Directory"] = Directory.CreateTempSubdirectory("keys-").FullName,
        ["Enrolment:Code"] = "einmal-und-nie-wieder",
        ["Smtp:Port"] = mails.Port.ToString(),
        ["Planning:Seconds"] = "1",
    };

    private static async Task AdmitAsync(ServiceUnderTest<RegistrationDbContext> registration)
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
        await Eventually.Holds(() => Provision.RunAsync(db, configuration, City, "Musterstadt", CancellationToken.None));
    }

    private static async Task ImportAsync(ServiceUnderTest<NotificationDbContext> city)
    {
        await using var scope = city.Services.CreateAsyncScope();
        var file = MemberFile.Read(Encoding.UTF8.GetBytes("Kennung;Vorname;Nachname;E-Mail;Fraktion\nKENNUNG-4711;Quintessa;Zaubermaus;q.zaubermaus@rat.example;Freie Mäuse"));
        var report = await ImportMembers.HandleAsync(
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(), scope.ServiceProvider.GetRequiredService<Tombstones>(), City, file, dryRun: false,
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), CancellationToken.None);
        report.Added.ShouldBe(1);
    }

    private static async Task<Guid> AcceptedAsync(ServiceUnderTest<NotificationDbContext> city)
    {
        Guid? id = null;
        await Eventually.Holds(async () =>
        {
            await using var scope = city.Services.CreateAsyncScope();
            id = (await scope.ServiceProvider.GetRequiredService<NotificationDbContext>().Members.SingleAsync(row => row.State == MemberState.Accepted)).Id;
        });
        return id!.Value;
    }

    /// <summary>By the city's own links: a seat with question and need, attendance, and a contribution that an organiser releases.</summary>
    private static async Task<Guid> TakePartAsync(
        ServiceUnderTest<RegistrationDbContext> registration, ServiceUnderTest<KnowledgeDbContext> knowledge, ServiceUnderTest<NotificationDbContext> city, Guid member)
    {
        var (id, contribution) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await registration.Deliver(new SessionScheduled(
            id, 1, "Digitale Ratsarbeit", "Text", "Beteiligung", TimeProvider.System.GetUtcNow().AddMinutes(-30), "Europe/Berlin", 120, SessionForm.OnSite,
            new Venue("Rathaus", "Marktplatz 1", "00000", "Musterstadt"), 10, 0, []));
        var links = city.Services.GetRequiredService<PersonalLinks>();
        var known = new Notification.Sessions.Session { Id = id, EndsAt = TimeProvider.System.GetUtcNow().AddHours(2) };
        using var seat = registration.WithToken(links.Seat(member, known).Split("t=")[1]);
        await Eventually.Holds(async () => (await seat.PutAsJsonAsync($"/sessions/{id}/seat", new
        {
            answer = "OnSite", question = "Eine Geheimfrage?", accessibilityNeeds = "Ein Geheimbedarf",
        })).EnsureSuccessStatusCode());
        (await registration.Organiser.PutAsJsonAsync($"/sessions/{id}/attendance/{member}", new { attended = true })).EnsureSuccessStatusCode();
        using var writer = knowledge.WithToken(links.Contribution(member, known).Split("t=")[1]);
        await Eventually.Holds(async () => (await writer.PutAsJsonAsync($"/contributions/{contribution}", new
        {
            sessionId = id, kind = "Experience", title = "Was wir gelernt haben", body = "Es lohnt sich.",
        })).EnsureSuccessStatusCode());
        (await knowledge.Organiser.PutAsJsonAsync($"/contributions/{contribution}/release", new { })).EnsureSuccessStatusCode();
        return id;
    }

    private static async Task<List<string>> OpenAsync(ServiceUnderTest<RegistrationDbContext> registration)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/erasure") { Headers = { { "Erasure-Code", Code } } };
        var state = await (await registration.Anonymous.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        return [.. state!["parts"]!.AsArray().Where(part => part!["completedAt"] is null).Select(part => part!["owner"]!.GetValue<string>()).Order()];
    }

    /// <summary>The log of who changed what keeps ids for its 30 days, as the record of processing says; names never.</summary>
    private static bool IsSecurityLog((string Table, string Row) row) => row.Table == "audit_log" && !row.Row.Contains("Zaubermaus") && !row.Row.Contains("Geheim");

    private static async Task<List<string>> FindAsync(string[] secrets, params dynamic[] services)
    {
        var found = new List<string>();
        foreach (string database in services.Select(service => (string)service.Database))
        {
            found.AddRange((await DatabaseContents.ReadAsync(database))
                .Where(row => !IsSecurityLog(row) && secrets.Any(secret => row.Row.Contains(secret, StringComparison.OrdinalIgnoreCase))).Select(row => $"{row.Table}: {row.Row}"));
        }

        return found;
    }
}
