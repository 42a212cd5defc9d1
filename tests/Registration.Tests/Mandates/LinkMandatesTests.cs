using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Mandates;

public sealed class LinkMandatesTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Who_signs_in_to_both_links_them_by_a_button_and_from_then_on_one_city_invites()
    {
        var (city, region) = await GivenTwoMandates();
        await using var heard = await service.ListenAt<MemberAccepted>(Kaiserslautern);
        var browser = await Walk(city, region);

        var page = await browser.Get("/anmelden/mandat");
        page.ShouldContain("Gehören beide Ihnen?");
        var answer = await browser.Post("/anmelden/mandat", page, new() { ["First"] = $"{city}" });

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/mein-bereich/mandate");
        var told = await heard.Next(fact => fact.MemberId == region && fact.LinkVersion > 0);
        (told.InvitedElsewhere, told.LinkVersion, told.Version).ShouldBe((true, 1, 1));
        (await Mandates(region)).ShouldBe([(city, true, false), (region, false, true)]);
        (
            await registration.Query(db => db.Members.SingleAsync(member => member.Id == city))
        ).InvitedElsewhere.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_linked_by_one_sign_in_alone_in_another_browser_or_after_what_opens_the_first_account_has_changed()
    {
        var (city, region) = await GivenTwoMandates();
        var alone = registration.Browser();
        await SignIn(alone, Bamberg, city);
        var page = await alone.Get("/anmelden/mandat");
        page.ShouldNotContain("Gehören beide Ihnen?");
        (await alone.Post("/anmelden/mandat", page, new() { ["First"] = $"{city}" })).StatusCode.ShouldBe(
            HttpStatusCode.Gone
        );

        var other = registration.Browser();
        await SignIn(other, Kaiserslautern, region);
        (await other.Get("/anmelden/mandat")).ShouldNotContain("Gehören beide Ihnen?");

        var changed = await Walk(city, region);
        page = await changed.Get("/anmelden/mandat");
        await registration.Query(db =>
            db.Accounts.Where(row => row.Id == city)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SecurityStamp, "anders"))
        );
        (await changed.Post("/anmelden/mandat", page, new() { ["First"] = $"{city}" })).StatusCode.ShouldBe(
            HttpStatusCode.Gone
        );
        (
            await registration.Query(db =>
                db.LinkedMandates.CountAsync(row => row.MemberId == city || row.MemberId == region)
            )
        ).ShouldBe(0);
        (
            await (await registration.Browser().Send(HttpMethod.Get, "/anmelden/mandat")).Content.ReadAsStringAsync()
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_one_seat_for_both_and_it_is_that_of_the_mandate_that_is_invited()
    {
        var (city, region) = await GivenTwoMandates();
        var (theirs, both) = (
            await registration.GivenSession(),
            await registration.GivenSession(onSite: 1, online: null)
        );
        await registration.Book(theirs, region, "Online", partner: Kaiserslautern, question: "Warum?");
        await registration.Book(both, city, "OnSite");
        await registration.Book(both, region, "OnSite", partner: Kaiserslautern);
        await using var released = await service.ListenAt<SeatReleased>(Kaiserslautern);
        await using var booked = await service.ListenAt<SeatBooked>(Bamberg);

        await Link(city, region);

        await released.Next(fact => fact.MemberId == region && fact.SessionId == theirs && fact.HadSeat);
        (await booked.Next(fact => fact.MemberId == city && fact.SessionId == theirs)).Seat.ShouldBe(SeatForm.Online);
        (await registration.Seat(theirs, region, Kaiserslautern)).Text("question").ShouldBe("Warum?");
        (await registration.Seat(both, region, Kaiserslautern)).Text("state").ShouldBe("Seat");
        (await Taken(both)).ShouldBe((1, 0));

        // Answered with the other mandate, it is the same seat that changes.
        (await registration.Book(theirs, region, "OnSite", partner: Kaiserslautern))
            .Text("seat")
            .ShouldBe("OnSite");
        (await registration.Seat(theirs, city)).Text("seat").ShouldBe("OnSite");
        (await Taken(theirs)).ShouldBe((1, 0));
        (
            await registration.Query(db =>
                db.Seats.Where(seat => seat.SessionId == theirs && seat.Form != null)
                    .Select(seat => seat.MemberId)
                    .SingleAsync()
            )
        ).ShouldBe(city);
        var own = (await service.As(region, Kaiserslautern).GetFromJsonAsync<JsonNode>("/me/seats"))![
            "seats"
        ]!.AsArray();
        own.Select(seat => (seat!["sessionId"]!.GetValue<string>(), seat["state"]!.GetValue<string>()))
            .ShouldBe([($"{theirs}", "Seat"), ($"{both}", "Seat")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_third_mandate_takes_over_what_two_that_were_linked_before_it_have()
    {
        await registration.GivenPartner("dritte");
        await registration.GivenKey("dritte");
        var ((city, region), third) = (await GivenTwoMandates(), await registration.GivenMember("dritte"));
        var session = await registration.GivenSession();
        await registration.Book(session, city, "OnSite");
        await registration.Book(session, region, "Declined", partner: Kaiserslautern);
        await Link(city, region);

        await Link(third, city);

        (await registration.Seat(session, third, "dritte")).Text("seat").ShouldBe("OnSite");
        (await Taken(session)).ShouldBe((1, 0));
        (
            await registration.Query(db =>
                db.Seats.Where(seat => seat.SessionId == session && seat.Form != null)
                    .Select(seat => seat.MemberId)
                    .SingleAsync()
            )
        ).ShouldBe(third);
    }

    [Fact]
    public async Task When_the_first_mandate_ends_the_other_takes_over_with_its_seats_and_gives_way_when_it_comes_back()
    {
        var (city, region) = await GivenTwoMandates();
        await Link(city, region);
        var (session, waiting) = (
            await registration.GivenSession(),
            await registration.GivenSession(onSite: 1, online: null)
        );
        await registration.Book(waiting, await registration.GivenMember(), "OnSite");
        await registration.Book(waiting, city, "OnSite");
        await registration.Book(waiting, await registration.GivenMember(), "OnSite");
        await registration.Book(session, city, "OnSite");
        await using var heard = await service.ListenAt<MemberAccepted>(Kaiserslautern);

        await registration.Say(Bamberg, new MandateEnded(Bamberg, city, 2));

        var told = await heard.Next(fact => fact.MemberId == region && fact.LinkVersion > 1);
        (told.InvitedElsewhere, told.LinkVersion).ShouldBe((false, 2));
        (await registration.Seat(session, region, Kaiserslautern)).Text("seat").ShouldBe("OnSite");
        (await registration.Seat(waiting, region, Kaiserslautern)).Text("waitingPosition").ShouldBe("1");
        (await Taken(session)).ShouldBe((1, 0));

        // The city's own count went on meanwhile; the hub's count of the link is apart and takes nothing from it.
        await registration.Say(Kaiserslautern, new MemberEnrolled(Kaiserslautern, region, 2, "Dr. Erika Beispiel"));
        (await heard.Next(fact => fact.MemberId == region && fact.Version == 2)).LinkVersion.ShouldBe(2);
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, city, 3, "Erika Beispiel"));
        (await heard.Next(fact => fact.MemberId == region && fact.LinkVersion == 3)).InvitedElsewhere.ShouldBe(true);
        var holders = await registration.Query(db =>
            db.Seats.Where(seat => seat.MemberId == city || seat.MemberId == region)
                .Where(seat => seat.Form != null || seat.WaitingFor != null)
                .Select(seat => seat.MemberId)
                .ToListAsync()
        );
        holders.ShouldBe([city, city], "what the other had meanwhile comes back with it");
        (await registration.Seat(session, city, Bamberg)).Text("seat").ShouldBe("OnSite");
        (await registration.Seat(waiting, city, Bamberg)).Text("waitingPosition").ShouldBe("1");
        (await Taken(session)).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Unlinked_or_erased_each_is_invited_by_itself_again()
    {
        var (city, region) = await GivenTwoMandates();
        await Link(city, region);
        await using var heard = await service.ListenAt<MemberAccepted>(Kaiserslautern);
        var stranger = await registration.GivenMember();
        (await service.As(stranger, Bamberg).DeleteAsync($"/me/mandates/{region}")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await Mandates(city)).Count.ShouldBe(2);

        (await service.As(city, Bamberg).DeleteAsync($"/me/mandates/{region}")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await heard.Next(fact => fact.MemberId == region && fact.LinkVersion == 2)).InvitedElsewhere.ShouldBe(false);
        (await Mandates(city)).ShouldBe([(city, true, true)]);

        await Link(city, region);
        (
            await service.As(city, Bamberg).PostAsJsonAsync("/me/erasure", new { statusCode = new string('b', 40) })
        ).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await heard.Next(fact => fact.MemberId == region && fact.LinkVersion == 4)).InvitedElsewhere.ShouldBe(false);
        (
            await registration.Query(db =>
                db.LinkedMandates.CountAsync(row => row.MemberId == city || row.MemberId == region)
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Two_entries_of_one_city_and_ended_mandates_are_not_linked()
    {
        var (city, region) = await GivenTwoMandates();
        var twice = await registration.GivenMember();
        (await Try(city, twice)).ShouldBe("SamePartner");
        await registration.Say(Kaiserslautern, new MandateEnded(Kaiserslautern, region, 2));
        (await Try(city, region)).ShouldBe("Ended");
    }

    private async Task<(Guid City, Guid Region)> GivenTwoMandates() =>
        (await registration.GivenMember(), await registration.GivenMember(Kaiserslautern));

    /// <summary>Signs in with the first, begins to link, and signs in with the second in the same browser.</summary>
    private async Task<SmallBrowser> Walk(Guid first, Guid second)
    {
        var browser = registration.Browser();
        await SignIn(browser, Bamberg, first);
        var begun = await browser.Post("/anmelden/mandat?handler=Beginnen", await browser.Get("/anmelden/mandat"));
        begun.Headers.Location!.ToString().ShouldBe("/anmelden?weiter=%2Fanmelden%2Fmandat");
        (await SignIn(browser, Kaiserslautern, second, "/anmelden/mandat")).ShouldBe("/anmelden/mandat");
        return browser;
    }

    private async Task<string> SignIn(SmallBrowser browser, string partner, Guid member, string? returnTo = null)
    {
        var token = service.KeyOf(partner).SignIn(member, await registration.GivenSignInRequest(partner, returnTo));
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        return (await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"))).Headers.Location!.ToString();
    }

    private async Task Link(Guid first, Guid second) => (await Try(first, second)).ShouldBe("Linked");

    private Task<string> Try(Guid first, Guid second) =>
        registration.Query(async db =>
            $"{await Registration.Mandates.LinkMandates.Handle(db, first, second, TimeProvider.System, CancellationToken.None)}"
        );

    private async Task<List<(Guid Id, bool Invited, bool Current)>> Mandates(Guid member) =>
        [
            .. (await service.As(member, Bamberg).GetFromJsonAsync<JsonNode>("/me/mandates"))!["mandates"]!
                .AsArray()
                .Select(row =>
                    (
                        row!["memberId"]!.GetValue<Guid>(),
                        row["invited"]!.GetValue<bool>(),
                        row["current"]!.GetValue<bool>()
                    )
                ),
        ];

    private Task<(int OnSite, int Online)> Taken(Guid session) =>
        registration.Query(async db =>
        {
            var row = await db.Sessions.SingleAsync(one => one.Id == session);
            return (row.OnSite.Taken, row.Online.Taken);
        });
}
