using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Registration.Tests.Partners.Kit;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Applications;

[Collection(nameof(HubNotification))]
public sealed class ApplicationsTests(RegistrationFixture registration, HubNotification hub)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_contact_travels_sealed_to_the_hubs_own_Notification_and_stands_nowhere_at_the_hub()
    {
        await using var elsewhere = await service.ListenAt<ApplicationReceived>(Bamberg);
        var (id, ags) = (Guid.CreateVersion7(), await hub.GivenMunicipality("Musterstadt, Stadt"));
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.Apply(id, ags))))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        (await hub.Apply(id, ags)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var late = Guid.CreateVersion7();
        await hub.Apply(late, region: $"Region {late}");

        await hub.Received.Next(message => message.ApplicationId == late);
        await hub.Received.Next(message => message.ApplicationId == id);
        var told = hub.Received.Heard.Where(message => message.ApplicationId == id).ShouldHaveSingleItem();
        told.Applicant.ShouldBe("Musterstadt, Stadt");
        (hub.Open(told.SealedContact).Text("name"), hub.Open(told.SealedContact).Text("address")).ShouldBe(
            ("Rita Zaubermaus", "rita.zaubermaus@stadt.example")
        );
        hub.Received.Heard.Select(message => message.SealedContact.Length)
            .Distinct()
            .Count()
            .ShouldBe(1, "the length tells nothing");
        elsewhere.Heard.ShouldBeEmpty();
        (await DatabaseContents.ReadAsync(service.Database))
            .Where(row => row.Row.Contains("zaubermaus", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_organisers_see_it_only_once_the_address_is_confirmed_and_looking_changes_nothing()
    {
        var id = await hub.GivenApplication(await hub.GivenMunicipality("Beispielhausen"), confirmed: false);
        (await Own(id)).Text("state").ShouldBe("Unconfirmed");
        (await service.Organiser.GetAsync($"/applications/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await List()).ShouldNotContain(id);
        await (await hub.Decide(id, "refusal", new { reason = "Nein", version = 0 })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "application-unknown"
        );

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await hub.Applicant(id).PutAsync("/applications/mine/confirmation", null)).StatusCode.ShouldBe(
                HttpStatusCode.NoContent
            );
        }

        (await List()).ShouldContain(id);
        var shown = await hub.Show(id);
        (shown.Text("name"), shown.Text("land"), shown.Text("why"), shown.Text("state")).ShouldBe(
            ("Beispielhausen", "Bayern", "Wir möchten lernen.", "Open")
        );
        var both = (await service.Organiser.GetFromJsonAsync<JsonNode>($"/applications/{id}"))!;
        (both.Text("suggestedKey"), both.Text("suggestedName")).ShouldBe(("beispielhausen", "Beispielhausen"));
        (await hub.Progressed.Next(message => message.ApplicationId == id)).ShouldBe(
            new ApplicationProgressed(PersonalLink.Hub, id, 1, ApplicationState.Open, null)
        );
    }

    [Fact]
    public async Task Only_the_hubs_own_link_to_that_application_opens_it()
    {
        var id = await hub.GivenApplication();
        (await hub.Applicant(id, partner: Bamberg).GetAsync("/applications/mine")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await hub.Applicant(id, purpose: PersonalLink.SeatPurpose).GetAsync("/applications/mine")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await service.Organiser.GetAsync("/applications/mine")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hub.Applicant(Guid.CreateVersion7()).GetAsync("/applications/mine")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await hub.Applicant(id).GetAsync($"/applications/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_takes_part_already_is_told_so_by_register_key_or_name()
    {
        var ags = await hub.GivenMunicipality("Schondabei, Stadt");
        var id = await hub.GivenApplication(ags);
        (await Accept(id, $"dabei-{ags}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await hub.Apply(Guid.CreateVersion7(), ags)).ShouldBeProblem(HttpStatusCode.Conflict, "already-partner");
        // The fixture's partners have no key in the register.
        var city = await hub.GivenMunicipality($"Stadt {Bamberg}, Stadt");
        await (await hub.Apply(Guid.CreateVersion7(), city)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "already-partner"
        );
        await (await hub.Apply(Guid.CreateVersion7(), region: $"STADT  {Bamberg}")).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "already-partner"
        );
        // Another municipality of the same name is another one.
        (await hub.Apply(Guid.CreateVersion7(), await hub.GivenMunicipality("Schondabei, Stadt"))).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task One_confirmed_application_keeps_others_out_and_an_unconfirmed_one_does_not()
    {
        var region = $"Müßiggänger-Region {Guid.NewGuid()}";
        var (first, second) = (
            await hub.GivenApplication(region: region, confirmed: false),
            await hub.GivenApplication(region: region, confirmed: false)
        );
        // Both at once: whoever comes second learns it.
        var answers = await Task.WhenAll(
            new[] { first, second }.Select(id => hub.Applicant(id).PutAsync("/applications/mine/confirmation", null))
        );
        answers
            .Select(answer => answer.StatusCode)
            .Order()
            .ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Conflict]);
        var problem = await answers
            .Single(answer => answer.StatusCode == HttpStatusCode.Conflict)
            .ShouldBeProblem(HttpStatusCode.Conflict, "already-applied");
        problem.ToJsonString().ShouldNotContain("Zaubermaus");

        await (
            await hub.Apply(
                Guid.CreateVersion7(),
                region: region.Replace("ü", "ue").Replace("ß", "SS").ToUpperInvariant()
            )
        ).ShouldBeProblem(HttpStatusCode.Conflict, "already-applied");
        var winner = answers[0].IsSuccessStatusCode ? first : second;
        (await hub.Decide(winner, "refusal", new { reason = "Später gern.", version = 1 })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await hub.Apply(Guid.CreateVersion7(), region: region)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_question_is_asked_once_answered_once_and_each_step_is_told_with_its_version()
    {
        var (id, question) = (await hub.GivenApplication(), Guid.CreateVersion7());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (
                await hub.Decide(
                    id,
                    $"questions/{question}",
                    new { question = "Wer betreibt den Dienst?", version = 1 }
                )
            ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Own(id)).Text("state").ShouldBe("Asked");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await Answer(id, question, "Unsere IT.")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await (await Answer(id, question, "Doch nicht.")).ShouldBeProblem(HttpStatusCode.Conflict, "question-answered");
        await (await Answer(id, Guid.CreateVersion7(), "Was?")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "question-unknown"
        );
        var shown = await hub.Show(id);
        (shown.Text("state"), shown["questions"]![0]!.Text("answer")).ShouldBe(("Open", "Unsere IT."));

        for (var version = 1; version <= 3; version++)
        {
            await hub.Progressed.Next(message => message.ApplicationId == id && message.Version == version);
        }

        hub.Progressed.Heard.Where(message => message.ApplicationId == id)
            .OrderBy(message => message.Version)
            .Select(message => (message.Version, message.State, message.Text))
            .ShouldBe([
                (1, ApplicationState.Open, null),
                (2, ApplicationState.Asked, "Wer betreibt den Dienst?"),
                (3, ApplicationState.Open, null),
            ]);
    }

    [Fact]
    public async Task Accepting_admits_the_partner_and_a_key_that_is_taken_or_none_changes_nothing()
    {
        var ags = await hub.GivenMunicipality("Neudabei, Stadt");
        var id = await hub.GivenApplication(ags);
        await (await Accept(id, Bamberg)).ShouldBeProblem(HttpStatusCode.Conflict, "partner-key-taken");
        (await (await Accept(id, "Neu Dabei")).ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid"))["errors"]!
            .ToJsonString()
            .ShouldContain("key-invalid");
        (await Own(id)).Text("state").ShouldBe("Open");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await Accept(id, $"neudabei-{ags}", version: 1)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var partner = await registration.Query(db => db.Partners.SingleAsync(row => row.Key == $"neudabei-{ags}"));
        (partner.Name, partner.Ags, partner.State).ShouldBe(($"Kommune neudabei-{ags}", ags, PartnerState.Admitted));
        (await Own(id)).Text("partner").ShouldBe($"neudabei-{ags}");
        await (await hub.Applicant(id).PutAsync("/applications/mine/withdrawal", null)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "application-accepted"
        );
        (await hub.Progressed.Next(message => message.ApplicationId == id && message.Version == 2)).State.ShouldBe(
            ApplicationState.Accepted
        );
    }

    [Fact]
    public async Task Of_two_organisers_at_once_one_wins_and_the_other_is_told()
    {
        var id = await hub.GivenApplication();
        var answers = await Task.WhenAll(
            Accept(id, $"eins-{id:N}", 1),
            hub.Decide(id, "refusal", new { reason = "Nein.", version = 1 }),
            Accept(id, $"zwei-{id:N}", 1)
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        foreach (var loser in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await loser.ShouldBeProblem(HttpStatusCode.Conflict, "application-decided");
        }

        (await registration.Query(db => db.Partners.CountAsync(row => row.Key.EndsWith($"{id:N}")))).ShouldBe(
            (await Own(id)).Text("state") == "Accepted" ? 1 : 0
        );

        var other = await hub.GivenApplication();
        await hub.Decide(other, $"questions/{Guid.CreateVersion7()}", new { question = "Warum?", version = 1 });
        await (await Accept(other, $"drei-{other:N}", 1)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "application-changed"
        );
    }

    [Fact]
    public async Task Who_withdraws_leaves_nothing_that_was_written()
    {
        var (id, question) = (await hub.GivenApplication(), Guid.CreateVersion7());
        await hub.Decide(id, $"questions/{question}", new { question = "Wozu Quietscheente?", version = 1 });
        await Answer(id, question, "Wegen der Quietscheente.");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await hub.Applicant(id).PutAsync("/applications/mine/withdrawal", null)).StatusCode.ShouldBe(
                HttpStatusCode.NoContent
            );
        }

        (await hub.Progressed.Next(message => message.ApplicationId == id && message.Version == 4)).State.ShouldBe(
            ApplicationState.Withdrawn
        );
        await Eventually.Holds(async () =>
            (await DatabaseContents.ReadAsync(service.Database))
                .Where(row => row.Row.Contains("Quietscheente"))
                .ShouldBeEmpty()
        );
        (await hub.Show(id))["why"].ShouldBeNull();
        await (await Accept(id, $"zurueck-{id:N}", 4)).ShouldBeProblem(HttpStatusCode.Conflict, "application-decided");
    }

    [Fact]
    public async Task A_filled_trap_is_answered_as_if_taken_and_nothing_is_kept()
    {
        var id = Guid.CreateVersion7();
        (await hub.Apply(id, region: $"Region {id}", website: "https://billig.example")).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        (await registration.Query(db => db.Applications.AnyAsync(row => row.Id == id))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("region", "", "region-missing")]
    [InlineData("region", "!?", "region-missing")]
    [InlineData("region", "Gewinne auf https://billig.example", "name-contains-address")]
    [InlineData("ags", "99999999", "municipality-unknown")]
    [InlineData("ags", "\u0000", "municipality-unknown")]
    [InlineData("name", " ", "contact-name-missing")]
    [InlineData("name", "Rita\r\nBcc: alle@stadt.example", "text-contains-control-characters")]
    [InlineData("address", "rita@stadt.example, alle@stadt.example", "contact-address-invalid")]
    [InlineData("address", "rita@stadt", "contact-address-invalid")]
    [InlineData("why", "", "why-missing")]
    [InlineData("consent", "", "consent-missing")]
    public async Task What_is_missing_or_none_is_refused_by_its_field(string field, string value, string code)
    {
        string Or(string name, string fine) => field == name ? value : fine;
        var answer = await hub.Apply(
            Guid.CreateVersion7(),
            field == "ags" ? value : null,
            Or("region", "Region Beispiel"),
            Or("name", "Rita"),
            Or("address", "rita@stadt.example"),
            Or("why", "Darum."),
            field != "consent"
        );
        (await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid"))["errors"]!
            .ToJsonString()
            .ShouldContain(code);
    }

    [Fact]
    public async Task One_network_may_send_so_many_and_no_more()
    {
        await using var replica = await ServiceUnderTest<Program>.StartAsync(
            new Dictionary<string, string>(service.Settings) { ["Applications:RequestsPerNetwork"] = "2" }
        );
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(
                await hub.Apply(Guid.CreateVersion7(), region: $"Region {Guid.NewGuid()}", at: replica.Anonymous)
            );
        }

        answers.Take(2).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Accepted);
        await answers[2].ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-applications");
    }

    [Fact]
    public async Task What_nobody_confirmed_or_was_decided_long_ago_is_deleted_and_the_contact_with_it()
    {
        var (stale, fresh) = (
            await hub.GivenApplication(confirmed: false),
            await hub.GivenApplication(confirmed: false)
        );
        var (refused, lately) = (await Refused(), await Refused());
        var (connected, waiting) = (await hub.GivenApplication(), await hub.GivenApplication());
        foreach (var id in (Guid[])[connected, waiting])
        {
            (await Accept(id, $"alt-{id:N}")).EnsureSuccessStatusCode();
        }

        await registration.Query(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            await db.Database.ExecuteSqlAsync(
                $"update applications set received_at = {now.AddHours(-73)} where id = {stale}"
            );
            await db.Database.ExecuteSqlAsync(
                $"update applications set ended_at = {now.AddDays(-91)} where id in ({refused}, {connected}, {waiting})"
            );
            return await db.Database.ExecuteSqlAsync(
                $"update partners set connected_at = {now.AddDays(-91)} where key = {$"alt-{connected:N}"}"
            );
        });
        await (await hub.Applicant(stale).PutAsync("/applications/mine/confirmation", null)).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "application-unknown"
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Retention.RunAsync<RegistrationDbContext>(service.Services, dryRun: false, CancellationToken.None)
                )
        );

        Guid[] all = [stale, fresh, refused, lately, connected, waiting];
        // Rows that yet another run has locked are its own to delete, in its own time.
        await Eventually.Holds(async () =>
            (
                await registration.Query(db =>
                    db.Applications.Where(row => all.Contains(row.Id)).Select(row => row.Id).Order().ToListAsync()
                )
            ).ShouldBe(new[] { fresh, lately, waiting }.Order())
        );
        foreach (var gone in (Guid[])[stale, refused, connected])
        {
            await hub.Progressed.Next(message =>
                message.ApplicationId == gone && message.State == ApplicationState.Withdrawn
            );
        }

        hub.Progressed.Heard.Count(message =>
                message.ApplicationId == refused && message.State == ApplicationState.Withdrawn
            )
            .ShouldBe(1);
    }

    [Fact]
    public async Task The_accepted_applicant_has_the_kit_until_the_partner_is_connected()
    {
        await using var hubWithKits = await DownloadKitTests.ServiceWithKits(registration);
        var id = await hub.GivenApplication();
        using var applicant = hubWithKits.WithLink(PersonalLink.Hub, id, Guid.Empty, PersonalLink.ApplicationPurpose);
        await (await applicant.PostAsync("/applications/mine/kit", null)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "application-not-accepted"
        );
        (await Accept(id, $"kit-{id:N}")).EnsureSuccessStatusCode();

        var kit = await applicant.PostAsync("/applications/mine/kit", null);
        kit.StatusCode.ShouldBe(HttpStatusCode.OK);
        (kit.Content.Headers.ContentDisposition!.FileName, kit.Headers.CacheControl!.NoStore).ShouldBe(
            ($"stadtgespraeche-kit-{id:N}.zip", true)
        );
        using (var zip = new ZipArchive(await kit.Content.ReadAsStreamAsync()))
        {
            zip.Entries.Select(entry => entry.FullName).ShouldContain("notification.conf");
        }

        // An old mail does not cut a working city off.
        await registration.Query(db =>
            db.Partners.Where(row => row.Key == $"kit-{id:N}")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PartnerState.Connected))
        );
        await (await applicant.PostAsync("/applications/mine/kit", null)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "partner-connected"
        );
    }

    private async Task<Guid> Refused()
    {
        var id = await hub.GivenApplication();
        (await hub.Decide(id, "refusal", new { reason = "Nein.", version = 1 })).EnsureSuccessStatusCode();
        return id;
    }

    private async Task<HttpResponseMessage> Accept(Guid id, string key, long? version = null) =>
        await hub.Decide(
            id,
            "acceptance",
            new
            {
                key,
                name = $"Kommune {key}",
                version = version ?? await hub.VersionOf(id),
            }
        );

    private Task<HttpResponseMessage> Answer(Guid id, Guid question, string answer) =>
        hub.Applicant(id).PutAsJsonAsync($"/applications/mine/questions/{question}/answer", new { answer });

    private async Task<JsonNode> Own(Guid id) =>
        (await hub.Applicant(id).GetFromJsonAsync<JsonNode>("/applications/mine"))!;

    private async Task<IEnumerable<Guid>> List() =>
        (await service.Organiser.GetFromJsonAsync<JsonNode>("/applications"))!
            .AsArray()
            .Select(line => Guid.Parse(line!.Text("id")));
}
