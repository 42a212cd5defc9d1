using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Calendars;

public sealed class SetCalendarTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_same_secret_twice_is_one_address_and_a_new_one_ends_it_for_good()
    {
        var (me, secret) = (await registration.GivenMember(), GivenCalendars.NewSecret());
        (await Since(me)).ShouldBeNull();

        var first = await (await service.PutCalendarAsync(me, secret)).Content.ReadAsStringAsync();
        (await (await service.PutCalendarAsync(me, secret)).Content.ReadAsStringAsync()).ShouldNotBeEmpty();
        (await service.FetchAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Since(me)).ShouldNotBeNull();
        JsonNode.Parse(first)!["since"]!
            .GetValue<DateTimeOffset>()
            .ShouldBe((await Since(me))!.Value, TimeSpan.FromMilliseconds(1));

        var second = await service.GivenCalendarAsync(me);

        await (await service.FetchAsync(secret)).ShouldBeProblem(HttpStatusCode.Gone, "calendar-switched-off");
        (await service.FetchAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await service.PutCalendarAsync(me, secret)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "calendar-secret-used"
        );
        (await service.FetchAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_new_addresses_at_once_leave_one_that_counts()
    {
        var me = await registration.GivenMember();
        var secrets = Enumerable.Range(0, 8).Select(_ => GivenCalendars.NewSecret()).ToArray();

        var answers = await Task.WhenAll(secrets.Select(secret => service.PutCalendarAsync(me, secret)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var fetched = await Task.WhenAll(secrets.Select(service.FetchAsync));
        fetched.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        fetched.Count(answer => answer.StatusCode == HttpStatusCode.Gone).ShouldBe(7);
    }

    [Fact]
    public async Task An_address_that_is_switched_off_is_gone_even_after_the_mandates_end_and_a_new_one_is_refused_then()
    {
        var me = await registration.GivenMember();
        var secret = await service.GivenCalendarAsync(me);
        await registration.Say(Bamberg, new MandateEnded(Bamberg, me, 2));

        (await service.FetchAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var departed = service.As(me, Bamberg, "departed");
        await (
            await departed.PutAsJsonAsync("/me/calendar", new { secret = GivenCalendars.NewSecret() })
        ).ShouldBeProblem(HttpStatusCode.Forbidden, "member-departed");
        for (var time = 0; time < 2; time++)
        {
            (await departed.DeleteAsync("/me/calendar")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await (await service.FetchAsync(secret)).ShouldBeProblem(HttpStatusCode.Gone, "calendar-switched-off");
        (await Since(me)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_takes_over_the_address_of_another()
    {
        var (me, other) = (await registration.GivenMember(), await registration.GivenMember());
        var secret = await service.GivenCalendarAsync(me);

        await (await service.PutCalendarAsync(other, secret)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "calendar-secret-used"
        );

        (await Since(other)).ShouldBeNull();
        (await service.FetchAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("geheim")]
    [InlineData("ääääääääääääääääääääääääääääääääääääääääääää")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_not_32_bytes_as_base64url_is_no_secret_and_no_address(string? secret)
    {
        var me = await registration.GivenMember();

        using var answer = await service.PutCalendarAsync(me, secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("calendar-secret-invalid");
        (await service.FetchAsync(Uri.EscapeDataString(secret ?? "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_a_hash_is_stored_nothing_is_logged_and_the_members_erasure_takes_it_along()
    {
        var me = await registration.GivenMember();
        var secret = await service.GivenCalendarAsync(me);
        await service.FetchAsync(secret);
        await service.FetchAsync(GivenCalendars.NewSecret());

        var row = await registration.Query(db => db.CalendarAddresses.SingleAsync(row => row.MemberId == me));
        row.SecretHash.ShouldBe(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        registration.Log.ShouldAllBe(line => !line.Contains(secret));
        var exported = await service.As(me, Bamberg).GetStringAsync("/me/data");
        exported.ShouldContain("calendar_addresses");
        exported.ShouldNotContain(Convert.ToHexStringLower(row.SecretHash));

        await registration.Query(async db =>
        {
            await PersonalDataErasure.EraseAsync(db, me, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            return 0;
        });

        await (await service.FetchAsync(secret)).ShouldBeProblem(HttpStatusCode.NotFound, "calendar-unknown");
    }

    private async Task<DateTimeOffset?> Since(Guid member) =>
        (await service.As(member, Bamberg).GetFromJsonAsync<JsonNode>("/me/calendar"))!
            ["since"]
            ?.GetValue<DateTimeOffset>();
}
