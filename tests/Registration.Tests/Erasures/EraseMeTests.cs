using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Erasures;

/// <summary>
/// A member's erasure from the click to the last answer, with messages that come twice, late and in any order.
/// </summary>
public sealed class EraseMeTests(RegistrationFixture registration)
{
    private static readonly Dictionary<string, int> Nothing = [];
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Registration_erases_its_own_part_at_once_keeps_attendance_as_a_number_and_gives_the_seat_to_the_next()
    {
        await using var ordered = await service.Listen<ErasureOrdered>();
        await using var booked = await service.ListenAt<SeatBooked>(Bamberg);
        var (past, coming) = (
            await registration.GivenSession(startsInHours: -1),
            await registration.GivenSession(onSite: 1)
        );
        var (member, next) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(past, member, "OnSite", question: "Darf ich das fragen?");
        await TickAsync(past, member);
        await registration.Book(coming, member, "OnSite", needs: "Rampe");
        await registration.Book(coming, next, "OnSite");
        await registration.Say(
            Bamberg,
            new DeliveryReported(Bamberg, member, coming, "invitation", 0, true, TimeProvider.System.GetUtcNow())
        );

        var code = Code();
        var state = await EraseAsync(member, code);

        (await ordered.Next(order => order.MemberId == member)).ShouldSatisfyAllConditions(
            order => order.Partner.ShouldBe(Bamberg),
            order => order.Cause.ShouldBe(ErasureCause.Requested),
            order => order.ErasureId.ShouldBe(Guid.Parse(state.Text("id")))
        );
        (await booked.Next(seat => seat.MemberId == next && seat.Version == 2)).Cause.ShouldBe(
            SeatBookedCause.Promoted
        );
        (await PersonRowsAsync(member)).ShouldBe(0);
        (
            await registration.Query(db =>
                db.Set<Registration.Attendance.AnonymousAttendance>().SingleAsync(row => row.SessionId == past)
            )
        ).Attended.ShouldBe(1);
        var own = (await StateAsync(code))["parts"]!.AsArray().Single(part => part!.Text("owner") == "registration")!;
        own["counts"]!["members"]!.GetValue<int>().ShouldBe(1);
        own["counts"]!["seats"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_mailbox_alone_erases_nobody_who_has_a_role_and_a_passkey()
    {
        var member = await registration.GivenMember();
        await registration.Query(async db =>
        {
            db.Accounts.Add(
                new Account
                {
                    Id = member,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                    SecurityStamp = "x",
                }
            );
            db.AccountRoles.Add(new AccountRole { AccountId = member, Role = AccountRole.Organiser });
            db.Passkeys.Add(
                new Passkey
                {
                    CredentialId = Guid.NewGuid().ToByteArray(),
                    AccountId = member,
                    PublicKey = [1],
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        using var client = service.As(member, Bamberg);

        var answer = await client.PostAsJsonAsync("/me/erasure", new { statusCode = Code() });

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!.Text("code").ShouldBe("stronger-sign-in-needed");
        (await registration.Query(db => db.Members.AnyAsync(row => row.Id == member))).ShouldBeTrue();
    }

    [Fact]
    public async Task The_partner_comes_last_and_then_nothing_tells_who_it_was()
    {
        await using var atPartner = await service.ListenAt<ErasureOrdered>(Bamberg);
        var member = await registration.GivenMember();
        var code = Code();
        var id = Guid.Parse((await EraseAsync(member, code)).Text("id"));

        // The partner cannot be ahead of its order, and another partner has no say.
        await registration.Say(Bamberg, new MemberErased(Bamberg, id, Nothing));
        await service.Deliver(
            new ErasureCompleted(id, "knowledge", new Dictionary<string, int> { ["contributions"] = 3 })
        );
        await Eventually.Holds(async () => (await OpenPartsAsync(id)).ShouldBe(["notification", "scheduling"]));
        await service.Deliver(
            new ErasureCompleted(id, "knowledge", new Dictionary<string, int> { ["contributions"] = 0 })
        );
        await Eventually.Holds(async () => (await OpenPartsAsync(id)).ShouldBe(["notification", "scheduling"]));
        atPartner.Heard.ShouldNotContain(order => order.ErasureId == id);

        await service.Deliver(new ErasureCompleted(id, "scheduling", Nothing));
        var order = await atPartner.Next(heard => heard.ErasureId == id);
        order.MemberId.ShouldBe(member);
        order.Done.Select(part => part.Owner).ShouldBe(["knowledge", "registration", "scheduling"], ignoreOrder: true);
        order.Done.Single(part => part.Owner == "knowledge").Counts["contributions"].ShouldBe(3);
        await registration.Say(Kaiserslautern, new MemberErased(Kaiserslautern, id, Nothing));
        (await OpenPartsAsync(id)).ShouldBe(["notification"]);

        await registration.Say(Bamberg, new MemberErased(Bamberg, id, new Dictionary<string, int> { ["members"] = 1 }));
        await registration.Say(Bamberg, new MemberErased(Bamberg, id, Nothing));

        var erasure = await registration.Query(db => db.Erasures.SingleAsync(row => row.Id == id));
        (erasure.MemberId, erasure.CompletedAt is not null).ShouldBe((null, true));
        (await StateAsync(code)).Text("completedAt").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_comes_late_brings_nothing_back_and_nobody_is_enrolled_again_under_the_erased_id()
    {
        var session = await registration.GivenSession(startsInHours: -1);
        var member = await registration.GivenMember();
        await EraseAsync(member, Code());

        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, member, 7, "Wieder Da"));
        await registration.Say(Bamberg, new MandateEnded(Bamberg, member, 8));
        await registration.Say(
            Bamberg,
            new DeliveryReported(Bamberg, member, session, "seat", 1, true, TimeProvider.System.GetUtcNow())
        );
        (
            await service.Organiser.PutAsJsonAsync($"/sessions/{session}/attendance/{member}", new { attended = true })
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var link = service.WithLink(Bamberg, member, session);
        (await link.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "OnSite" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );

        (await PersonRowsAsync(member)).ShouldBe(0);
    }

    [Fact]
    public async Task A_partner_that_enrols_an_erased_member_again_is_told_to_erase_again_when_the_erasure_was_complete()
    {
        await using var atPartner = await service.ListenAt<ErasureOrdered>(Bamberg);
        await using var elsewhere = await service.ListenAt<ErasureOrdered>(Kaiserslautern);
        var member = await registration.GivenMember();
        var id = Guid.Parse((await EraseAsync(member, Code())).Text("id"));
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, member, 7, "Wieder Da"));
        atPartner.Heard.ShouldNotContain(order => order.MemberId == member, "its turn has not come");
        await service.Deliver(new ErasureCompleted(id, "knowledge", Nothing));
        await service.Deliver(new ErasureCompleted(id, "scheduling", Nothing));
        await atPartner.Next(order => order.MemberId == member);
        await registration.Say(Bamberg, new MemberErased(Bamberg, id, new Dictionary<string, int> { ["members"] = 1 }));

        await registration.Say(Kaiserslautern, new MemberEnrolled(Kaiserslautern, member, 8, "Nicht Von Hier"));
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, member, 8, "Wieder Da"));

        var again = await atPartner.Next(order => order.MemberId == member && order.Again == true);
        (again.ErasureId, again.Cause).ShouldBe((id, ErasureCause.Requested));
        await registration.Say(Bamberg, new MemberErased(Bamberg, id, new Dictionary<string, int> { ["members"] = 1 }));
        atPartner.Heard.Count(order => order.MemberId == member).ShouldBe(2);
        elsewhere.Heard.ShouldNotContain(order => order.MemberId == member);
        (await PersonRowsAsync(member)).ShouldBe(0);
    }

    [Fact]
    public async Task Asking_twice_at_once_starts_one_erasure_and_the_last_code_shows_it()
    {
        await using var ordered = await service.Listen<ErasureOrdered>();
        var member = await registration.GivenMember();
        var codes = new[] { Code(), Code(), Code(), Code() };
        var ids = (await Task.WhenAll(codes.Select(code => EraseAsync(member, code))))
            .Select(state => state.Text("id"))
            .Distinct()
            .ToList();

        ids.ShouldHaveSingleItem();
        await EraseAsync(member, codes[2]);
        (await StateAsync(codes[2])).Text("id").ShouldBe(ids[0]);
        await ordered.Next(order => order.MemberId == member);
        ordered.Heard.Count(order => order.MemberId == member).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_sees_a_state_without_its_code_and_a_code_is_a_real_secret()
    {
        var member = await registration.GivenMember();
        (
            await service.As(member, Bamberg).PostAsJsonAsync("/me/erasure", new { statusCode = "kurz" })
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await service.Anonymous.PostAsJsonAsync("/me/erasure", new { statusCode = Code() })).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await service.Anonymous.GetAsync("/erasure")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/erasure")
        {
            Headers = { { "Erasure-Code", Code() } },
        };
        (await service.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await registration.Query(db => db.Members.AnyAsync(row => row.Id == member))).ShouldBeTrue();
    }

    [Fact]
    public async Task Operators_see_open_parts_without_a_person_and_members_do_not_see_the_list()
    {
        var member = await registration.GivenMember(name: "Niemand Sichtbar");
        var id = (await EraseAsync(member, Code())).Text("id");

        var text = await service.As(Guid.NewGuid(), "stadtgespraeche", "operator").GetStringAsync("/erasures");
        text.ShouldContain(id!);
        text.ShouldNotContain(member.ToString());
        text.ShouldNotContain("Niemand");
        (await service.As(Guid.NewGuid(), Bamberg).GetAsync("/erasures")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_part_that_nobody_answers_is_ordered_again_until_it_is()
    {
        var settings = service.Settings.ToDictionary();
        settings["Erasure:RepeatMinutes"] = "0.02";
        await using var ordered = await service.Listen<ErasureOrdered>();
        await using var impatient = await ServiceUnderTest<Program>.StartAsync(settings);
        var member = await registration.GivenMember();
        var id = Guid.Parse((await EraseAsync(member, Code())).Text("id"));

        await Eventually.Holds(() =>
            ordered.Heard.Count(order => order.ErasureId == id).ShouldBeGreaterThanOrEqualTo(2)
        );
        var list = (
            await impatient.As(Guid.NewGuid(), "stadtgespraeche", "operator").GetFromJsonAsync<JsonNode>("/erasures")
        )!;
        list["open"]!.AsArray().Single(erasure => erasure!.Text("id") == $"{id}")!["parts"]!
            .AsArray()
            .Count(part => part!["stuck"]!.GetValue<bool>())
            .ShouldBe(2);
    }

    private async Task<JsonNode> EraseAsync(Guid member, string code)
    {
        using var client = service.As(member, Bamberg);
        var answer = await client.PostAsJsonAsync("/me/erasure", new { statusCode = code });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonNode> StateAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/erasure")
        {
            Headers = { { "Erasure-Code", code } },
        };
        var answer = await service.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<List<string>> OpenPartsAsync(Guid id) =>
        await registration.Query(db =>
            db.Set<ErasurePart>()
                .Where(part => part.ErasureId == id && part.CompletedAt == null)
                .Select(part => part.Owner)
                .OrderBy(owner => owner)
                .ToListAsync()
        );

    /// <summary>Rows of any table that are about this person, as the export finds them.</summary>
    private Task<int> PersonRowsAsync(Guid member) =>
        registration.Query(async db =>
            // The log of changes names ids for 30 days, whatever is erased.
            (await PersonalDataExport.ExportAsync(db, member, CancellationToken.None))
                .Where(table => !table.Purpose.StartsWith("Protokoll", StringComparison.Ordinal))
                .Sum(table => table.Rows.GetArrayLength())
        );

    private async Task TickAsync(Guid session, Guid member) =>
        (
            await service.Organiser.PutAsJsonAsync($"/sessions/{session}/attendance/{member}", new { attended = true })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static string Code() => $"{Guid.NewGuid():N}{Guid.NewGuid():N}";
}
