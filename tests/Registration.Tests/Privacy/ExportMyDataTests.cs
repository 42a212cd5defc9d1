using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Privacy;

public sealed class ExportMyDataTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_member_gets_every_row_about_the_own_person_with_its_purpose_and_none_about_others()
    {
        var session = await registration.GivenSession();
        var (me, other) = (
            await registration.GivenMember(name: "Meine Wenigkeit"),
            await registration.GivenMember(name: "Jemand Anders")
        );
        await registration.Book(session, me, "OnSite", question: "Wie geht das?", needs: "Gebärdensprache");
        await registration.Book(session, other, "OnSite", question: "Geheim");

        var text = await service.As(me, Bamberg).GetStringAsync("/me/data");

        var tables = JsonNode.Parse(text)!["tables"]!.AsArray();
        var seat = tables.Single(table => table!.Text("name") == "seats")!;
        (seat["rows"]![0]!.Text("question"), seat["rows"]![0]!.Text("accessibility_needs")).ShouldBe(
            ("Wie geht das?", "Gebärdensprache")
        );
        seat.Text("purpose").ShouldNotBeEmpty();
        seat.Text("kept").ShouldContain("12 Monate");
        tables.Single(table => table!.Text("name") == "members")!["rows"]![0]!
            .Text("display_name")
            .ShouldBe("Meine Wenigkeit");
        text.ShouldNotContain("Geheim");
        text.ShouldNotContain(other.ToString());
    }

    [Fact]
    public async Task The_citys_part_is_asked_for_at_the_own_city_and_a_link_is_no_sign_in()
    {
        await using var asked = await service.ListenAt<DataExportRequested>(Bamberg);
        var (me, request) = (await registration.GivenMember(), Guid.CreateVersion7());

        (await service.As(me, Bamberg).PutAsync($"/me/data/city/{request}", null)).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );

        (await asked.Next(message => message.RequestId == request)).ShouldBe(
            new DataExportRequested(Bamberg, me, request)
        );
        using var link = service.WithLink(Bamberg, me, Guid.NewGuid());
        (await link.GetAsync("/me/data")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_connected_login_of_the_city_is_exported_and_goes_with_the_account()
    {
        var me = await registration.GivenMember();
        await registration.Query(async db =>
        {
            await OpenAccount.Handle(db, me, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            db.Add(
                new CityIdentity
                {
                    Issuer = "https://login.bamberg.example",
                    Subject = $"kennung-{me}",
                    AccountId = me,
                    ConnectedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        var row = JsonNode.Parse(await service.As(me, Bamberg).GetStringAsync("/me/data"))!["tables"]!
            .AsArray()
            .Single(table => table!.Text("name") == "city_identities")!["rows"]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        row.Text("issuer").ShouldBe("https://login.bamberg.example");
        row.Text("connected_at").ShouldNotBeEmpty();

        await registration.Query(async db =>
        {
            await PersonalDataErasure.EraseAsync(db, me, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            return 0;
        });
        (
            await registration.Query(db => db.CityIdentities.AnyAsync(identity => identity.AccountId == me))
        ).ShouldBeFalse();
    }
}
