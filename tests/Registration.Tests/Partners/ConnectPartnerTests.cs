using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners.LegalPages;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Partners;

/// <summary>From admitted to taking part, by what the partner's own service tells.</summary>
public sealed class ConnectPartnerTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private readonly string city = $"neu-{Guid.NewGuid():N}"[..20];

    [Theory]
    [InlineData("check", "key", "pages")]
    [InlineData("check", "pages", "key")]
    [InlineData("key", "check", "pages")]
    [InlineData("key", "pages", "check")]
    [InlineData("pages", "check", "key")]
    [InlineData("pages", "key", "check")]
    public async Task It_takes_part_once_check_key_and_legal_pages_are_there_in_whatever_order(
        string first,
        string second,
        string third
    )
    {
        await registration.GivenAdmitted(city);
        await using var changed = await service.Listen<PartnerChanged>();
        foreach (var step in (string[])[first, second])
        {
            await Do(step);
        }

        (await State()).ShouldBe(PartnerState.Admitted);
        (await service.Anonymous.GetAsync($"/partners/{city}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Listed()).ShouldBeFalse();

        await Do(third);
        await Do(third);

        (await State()).ShouldBe(PartnerState.Connected);
        (await Listed()).ShouldBeTrue();
        var told = await changed.Next(message => message.Partner == city && message.State == PartnerState.Connected);
        told.ShouldBe(new PartnerChanged(city, 2, $"Stadt {city}", PartnerState.Connected));
        (await service.Anonymous.GetFromJsonAsync<JsonNode>($"/partners/{city}"))!
            .Text("imprint")
            .ShouldBe("Stadt Beispiel\n\nBeispielstraße 1");
    }

    [Fact]
    public async Task One_that_an_operator_connected_says_in_the_list_whether_its_legal_pages_are_complete()
    {
        await registration.GivenPartner(city);
        (await Complete()).ShouldBeFalse("nothing is published yet");
        await Say(Pages(1) with { FeedbackAddress = " " });
        (await Complete()).ShouldBeFalse("one is missing");
        await Say(Pages(2));
        (await Complete()).ShouldBeTrue();

        async Task<bool> Complete() =>
            (await service.Anonymous.GetFromJsonAsync<JsonArray>("/partners"))!.Single(row =>
                row!.Text("key") == city
            )!["legalPagesComplete"]!.GetValue<bool>();
    }

    [Fact]
    public async Task The_hubs_own_deployment_lacks_no_legal_pages_for_its_texts_are_the_portals()
    {
        await registration.GivenPartner(PersonalLink.Hub);
        var report = await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{PersonalLink.Hub}/report");
        report!["partner"]!["legalMissing"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_check_or_a_missing_page_holds_it_back_and_what_is_older_changes_nothing()
    {
        await registration.GivenAdmitted(city);
        await Do("key");
        await Say(Pages(5) with { FeedbackAddress = " " });
        await Say(new PartnerChecked(city, "0.4.0", now.AddMinutes(-3), ["clock", "mail-server", "neu-erfunden"]));
        await Say(new PartnerChecked(city, "0.4.0", now.AddMinutes(-9), []));
        await Say(Pages(4));
        (await State()).ShouldBe(PartnerState.Admitted);
        var report = (await Report())["partner"]!;
        report["checkFailed"]!
            .AsArray()
            .Select(failed => failed!.Text("code"))
            .ShouldBe(["clock", "mail-server", "neu-erfunden"]);
        report["checkFailed"]![0]!.Text("text").ShouldBe("Die Uhr geht falsch.");
        report["legalMissing"]!.AsArray().Select(page => page!.GetValue<string>()).ShouldBe(["rueckmeldung"]);

        await Say(new PartnerChecked(city, "0.4.0", now.AddMinutes(-1), []));
        (await State()).ShouldBe(PartnerState.Admitted);
        await Say(Pages(6));
        (await State()).ShouldBe(PartnerState.Connected);

        await Say(new PartnerChecked(city, "0.4.0", now, ["clock"]));
        (await State()).ShouldBe(PartnerState.Connected, "organisers see it; its members keep what they have");
    }

    [Fact]
    public async Task Legal_pages_that_nobody_could_read_are_refused_as_a_whole()
    {
        await registration.GivenAdmitted(city);
        await Say(Pages(1));

        await Say(Pages(2) with { Imprint = new string('x', KeepLegalPagesWhenLegalPagesPublished.Longest + 1) });
        await Say(Pages(3) with { Privacy = "Zeile\u0000zwei" });
        await Say(Pages(4) with { Accessibility = "Text\u001b[31m" });
        foreach (
            var address in (string[])
                ["keine-adresse", "a@b.example, c@d.example", "<a@b.example>", "a@b.example\r\nBcc: c@d.example"]
        )
        {
            await Say(Pages(5) with { FeedbackAddress = address });
        }

        var kept = await registration.Query(db => db.PartnerLegalPages.SingleAsync(row => row.Partner == city));
        (kept.Version, kept.Imprint, kept.FeedbackAddress).ShouldBe(
            (1, "Stadt Beispiel\n\nBeispielstraße 1", "barrierefrei@stadt.example")
        );
    }

    [Fact]
    public async Task Organisers_see_which_release_it_runs_and_whether_it_is_behind()
    {
        await registration.GivenAdmitted(city);

        foreach (
            var (release, at, shown, behind) in ((string, DateTimeOffset, string, bool)[])
                [
                    ("0.0.1", now.AddHours(-2), "0.0.1", true),
                    ("99.0.0", now.AddHours(-1), "99.0.0", false),
                    ("0.0.2", now.AddHours(-3), "99.0.0", false),
                    ("kein Release", now.AddMinutes(-5), "99.0.0", false),
                    ("0.3.0-rc.1+abc", now.AddYears(90), "0.3.0-rc.1+abc", true),
                ]
        )
        {
            await Say(new PartnerStarted(city, release, at));
            var report = (await Report())["partner"]!;
            (report.Text("release"), report["behind"]!.GetValue<bool>()).ShouldBe((shown, behind));
            report["lastStartAt"]!
                .GetValue<DateTimeOffset>()
                .ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddMinutes(1));
        }

        await Say(new PartnerStarted(city, "1.0.0", TimeProvider.System.GetUtcNow().AddSeconds(1)));
        (await Report())["partner"]!
            .Text("release")
            .ShouldBe("1.0.0", "a clock that was ahead does not hold off what comes later");
        var all = await service.Organiser.GetFromJsonAsync<JsonNode>("/partners/all");
        all!["provisions"]!.GetValue<bool>().ShouldBeFalse("the setting Broker:Management is missing here");
        all["partners"]!.AsArray().ShouldContain(row => row!.Text("key") == city && row!.Text("state") == "Admitted");
    }

    private Task Do(string step) =>
        step switch
        {
            "check" => Say(new PartnerChecked(city, "0.4.0", now.AddMinutes(-1), [])),
            "key" => Say(
                new PartnerKeyAnnounced(city, service.KeyOf(city).KeyId, service.KeyOf(city).PublicKey, EnrolmentCode)
            ),
            _ => Say(Pages(1)),
        };

    private LegalPagesPublished Pages(long version) =>
        new(
            city,
            version,
            " Stadt Beispiel\r\n\r\nBeispielstraße 1 ",
            "Wir speichern wenig.",
            "Teilweise vereinbar.",
            "barrierefrei@stadt.example"
        );

    private Task Say(object word) => registration.Say(city, word);

    private Task<PartnerState> State() =>
        registration.Query(db => db.Partners.Where(row => row.Key == city).Select(row => row.State).SingleAsync());

    private async Task<bool> Listed() =>
        (await service.Anonymous.GetFromJsonAsync<JsonArray>("/partners"))!.Any(row => row!.Text("key") == city);

    private async Task<JsonNode> Report() =>
        (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{city}/report"))!;
}
