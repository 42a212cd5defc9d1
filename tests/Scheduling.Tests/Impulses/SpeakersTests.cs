using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Impulses;

/// <summary>Somebody without an account, who was invited to hand in an impulse and comes by the link of a mail.</summary>
public sealed class SpeakersTests(SchedulingFixture fixture) : IAsyncLifetime
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private Listener<ImpulseProgressed> told = null!;

    public async ValueTask InitializeAsync()
    {
        told = await service.ListenAt<ImpulseProgressed>(PersonalLink.Hub);
        var key = service.KeyOf(PersonalLink.Hub);
        await service.Deliver(new PartnerKeyAccepted(PersonalLink.Hub, key.KeyId, key.PublicKey));
        await Eventually.Holds(async () =>
            (await By(Guid.CreateVersion7()).GetAsync("/me/impulses")).EnsureSuccessStatusCode()
        );
    }

    public ValueTask DisposeAsync() => told.DisposeAsync();

    [Fact]
    public async Task From_invitation_to_acceptance_without_an_account()
    {
        var call = await service.CallAsync();
        var id = await InvitedAsync("Uta Probe", call);
        (await LineAsync(id)).ShouldBe(("Draft", null, "Uta Probe"));
        (await service.Organiser.GetAsync($"/impulses/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var mine = await By(id).GetStringAsync("/me/impulses");
        mine.ShouldContain("Uta Probe");
        mine.ShouldContain(call.ToString());
        await (await By(id).WriteAsync(id, GivenImpulses.Content() with { Title = "Entwurf" }, call)).OkAsync();
        (await LineAsync(id)).ShouldBe(("Draft", null, "Uta Probe"));

        for (var times = 0; times < 2; times++)
        {
            await (
                await By(id).WriteAsync(id, GivenImpulses.Content(), call, handIn: true, expectedVersion: 1)
            ).OkAsync();
        }

        (await LineAsync(id)).ShouldBe(("HandedIn", GivenImpulses.Content().Title, GivenImpulses.Content().Speaker));
        var question = new { text = "Mit Folien?" };
        await (
            await service.Organiser.PutAsJsonAsync($"/impulses/{id}/messages/{Guid.CreateVersion7()}", question)
        ).OkAsync();
        await (
            await By(id).PutAsJsonAsync($"/me/impulses/{id}/messages/{Guid.CreateVersion7()}", new { text = "Ja." })
        ).OkAsync();
        await (await service.DecideAsync(id, accepted: true)).OkAsync();
        (await StepsAsync(id, ImpulseProgress.Accepted)).ShouldBe([
            ImpulseProgress.HandedIn,
            ImpulseProgress.Questioned,
            ImpulseProgress.Accepted,
        ]);
    }

    [Fact]
    public async Task Invited_twice_the_first_invitation_counts_and_what_was_written_stays()
    {
        var id = await InvitedAsync("Uta Probe");
        await (await By(id).WriteAsync(id, new ImpulseContent("Mein Titel"))).OkAsync();

        await service.Deliver(new SpeakerInvited(id, null, "Ina Muster", TimeProvider.System.GetUtcNow()));
        await InvitedAsync("Danach"); // the queue is in order

        (await LineAsync(id)).ShouldBe(("Draft", null, "Uta Probe"));
        (await By(id).GetStringAsync("/me/impulses")).ShouldContain("Mein Titel");
    }

    [Fact]
    public async Task A_call_that_is_not_known_here_is_left_out()
    {
        var id = await InvitedAsync("Uta Probe", Guid.CreateVersion7());

        (await By(id).GetStringAsync("/me/impulses")).ShouldContain("\"callId\":null");
    }

    [Fact]
    public async Task A_link_opens_the_one_impulse_that_its_speaker_was_invited_to()
    {
        var (id, other) = (await InvitedAsync("Uta Probe"), await InvitedAsync("Ina Muster"));
        var memberId = Guid.CreateVersion7();
        var members = await service.HandedInAsync(service.As(memberId, "bamberg"));

        foreach (var foreign in new[] { other, members, Guid.CreateVersion7() })
        {
            (await By(id).WriteAsync(foreign, GivenImpulses.Content())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await WithdrawAsync(foreign, By(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        // Whoever is invited under the id of a member gets nothing of the member's.
        (await By(memberId).GetStringAsync("/me/impulses")).ShouldNotContain(members.ToString());
        (await By(memberId).WriteAsync(members, GivenImpulses.Content())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.As(id, "bamberg").GetStringAsync("/me/impulses")).ShouldNotContain(id.ToString());
        (await service.As(id, "bamberg").WriteAsync(id, GivenImpulses.Content())).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Links_of_cities_for_other_purposes_and_of_revoked_keys_open_nothing()
    {
        var id = await InvitedAsync("Uta Probe");
        var bamberg = service.KeyOf("bamberg");
        await service.Deliver(new PartnerKeyAccepted("bamberg", bamberg.KeyId, bamberg.PublicKey));
        var revoked = new PartnerSigner(PersonalLink.Hub);
        await service.Deliver(new PartnerKeyRevoked(PersonalLink.Hub, revoked.KeyId));
        await service.Deliver(new PartnerKeyAccepted(PersonalLink.Hub, revoked.KeyId, revoked.PublicKey));
        await InvitedAsync("Danach");

        foreach (
            var token in new[]
            {
                bamberg.Link(id, id, PersonalLink.SpeakerPurpose),
                revoked.Link(id, id, PersonalLink.SpeakerPurpose),
                service
                    .KeyOf(PersonalLink.Hub)
                    .Link(id, id, PersonalLink.SpeakerPurpose, TimeProvider.System.GetUtcNow().AddHours(-1)),
            }
        )
        {
            (await service.WithToken(token).GetAsync("/me/impulses")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (
            await service.WithLink(PersonalLink.Hub, id, id, PersonalLink.ApplicationPurpose).GetAsync("/me/impulses")
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await By(id).GetAsync("/impulses")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_declines_leaves_no_text_and_the_address_is_to_be_forgotten_once()
    {
        var id = await InvitedAsync("Uta Probe");
        await (await By(id).WriteAsync(id, new ImpulseContent("Verworfener Titel"))).OkAsync();

        for (var times = 0; times < 2; times++)
        {
            await (await WithdrawAsync(id, By(id))).OkAsync();
        }

        (await LineAsync(id)).ShouldBe(("Withdrawn", null, "Uta Probe"));
        (await By(id).GetStringAsync("/me/impulses")).ShouldNotContain("Verworfener Titel");
        (await StepsAsync(id, ImpulseProgress.Withdrawn)).ShouldBe([ImpulseProgress.Withdrawn]);
    }

    [Fact]
    public async Task Organisers_see_closed_calls_and_nobody_else_does()
    {
        var call = await service.CallAsync();
        await (await service.OpenAsync(call, $"Aufruf {call:N}", days: -1, expectedVersion: 1)).OkAsync();

        (await service.Anonymous.GetStringAsync("/calls")).ShouldNotContain(call.ToString());
        (await service.Organiser.GetStringAsync("/calls/all")).ShouldContain(call.ToString());
        (await service.Anonymous.GetAsync("/calls/all")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private HttpClient By(Guid id) => service.WithLink(PersonalLink.Hub, id, id, PersonalLink.SpeakerPurpose);

    private static Task<HttpResponseMessage> WithdrawAsync(Guid id, HttpClient by) =>
        by.PutAsJsonAsync($"/me/impulses/{id}/withdrawal", new { });

    private async Task<Guid> InvitedAsync(string name, Guid? call = null)
    {
        var id = Guid.CreateVersion7();
        await service.Deliver(new SpeakerInvited(id, call, name, TimeProvider.System.GetUtcNow()));
        await Eventually.Holds(async () => (await LineAsync(id)).Name.ShouldBe(name));
        return id;
    }

    private async Task<(string? State, string? Title, string? Name)> LineAsync(Guid id)
    {
        var line = (await (await service.Organiser.GetAsync("/impulses")).OkAsync())
            .GetProperty("impulses")
            .EnumerateArray()
            .Single(line => line.GetProperty("id").GetGuid() == id);
        return (line.Text("state"), line.Text("title"), line.Text("speaker"));
    }

    private async Task<IReadOnlyList<ImpulseProgress>> StepsAsync(Guid id, ImpulseProgress last)
    {
        await told.Next(step => step.ImpulseId == id && step.Progress == last);
        return
        [
            .. told.Heard.Where(step => step.ImpulseId == id).OrderBy(step => step.Version).Select(s => s.Progress),
        ];
    }
}
