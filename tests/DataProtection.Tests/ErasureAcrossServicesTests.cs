using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.DataProtection.Tests.ErasureScene;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// All services on one broker: a member takes part, everything that can be down is down while the erasure runs, and in
/// the end nothing about the person stands in any database, log, span or metric.
/// </summary>
public sealed class ErasureAcrossServicesTests
{
    [Fact]
    public async Task With_services_down_in_between_the_erasure_is_complete_everywhere_and_telemetry_never_named_the_person()
    {
        using var telltale = new Telltale();
        await using var scene = await ErasureScene.StartAsync();
        var (member, session) = (scene.Member, scene.Session);

        // Knowledge and the city are down when the member erases everything; Registration stops right after.
        await scene.Knowledge.DisposeAsync();
        await scene.CityService.DisposeAsync();
        (
            await scene.Registration.As(member, scene.City).PostAsJsonAsync("/me/erasure", new { statusCode = Code })
        ).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await scene.Registration.DisposeAsync();
        scene.Registration = await ServiceUnderTest<RegistrationDbContext>.StartAsync(scene.Registration.Settings);
        await Eventually.Holds(async () =>
            (await OpenAsync(scene.Registration.Anonymous)).ShouldBe(["knowledge", "notification"])
        );

        // What an organiser's old page and another service still send in between.
        await scene.Registration.Deliver(
            new AttendanceRecorded(scene.City, member, session, 9, true, "Quintessa Zaubermaus", "Musterstadt")
        );
        await scene.Registration.DeliverTo(
            scene.City,
            new AttendanceRecorded(scene.City, member, session, 9, true, "Quintessa Zaubermaus", "Musterstadt")
        );
        scene.Knowledge = await ServiceUnderTest<KnowledgeDbContext>.StartAsync(scene.Knowledge.Settings);
        await Eventually.Holds(async () => (await OpenAsync(scene.Registration.Anonymous)).ShouldBe(["notification"]));
        scene.CityService = await ServiceUnderTest<NotificationDbContext>.StartAsync(scene.CityService.Settings);
        await Eventually.Holds(async () => (await OpenAsync(scene.Registration.Anonymous)).ShouldBeEmpty());
        await scene.Registration.DeliverTo(
            scene.City,
            new MemberAccepted(scene.City, member, 9, "Quintessa Zaubermaus", [])
        );

        await Eventually.Holds(async () => (await scene.FindAsync(scene.Secrets)).ShouldBeEmpty());
        scene.Mails.To(Address).Last().Subject!.ShouldContain("gelöscht");
        (await scene.Knowledge.Anonymous.GetStringAsync("/contributions")).ShouldContain("Was wir gelernt haben");

        telltale.Log.Length.ShouldBeGreaterThan(1000);
        telltale.Spans.ShouldBeGreaterThan(100);
        telltale.Metrics.ShouldBeGreaterThan(20);
        telltale.Find(scene.Secrets).ShouldBeEmpty();
    }
}
