using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Members;

public sealed class ShowMandateTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_member_sees_who_vouches_and_for_how_long_as_far_as_the_city_told_it()
    {
        var id = Guid.CreateVersion7();
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 1, "Erika Beispiel"));
        var mandate = await Mandate(id);
        (
            mandate.Text("partner"),
            mandate.Text("partnerName"),
            mandate["from"],
            mandate["until"],
            mandate.Text("ended")
        ).ShouldBe((Bamberg, "Stadt bamberg", null, null, "false"));

        await registration.Say(
            Bamberg,
            new MemberEnrolled(Bamberg, id, 2, "Erika Beispiel", new DateOnly(2024, 7, 1), new DateOnly(2029, 6, 30))
        );
        mandate = await Mandate(id);
        (mandate.Text("from"), mandate.Text("until")).ShouldBe(("2024-07-01", "2029-06-30"));

        // An older word that comes late takes nothing back.
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 1, "Erika Beispiel"));
        (await Mandate(id)).Text("from").ShouldBe("2024-07-01");

        await registration.Say(Bamberg, new MandateEnded(Bamberg, id, 3));
        mandate = await Mandate(id);
        mandate.Text("ended").ShouldBe("true");
        mandate["endedAt"]!
            .GetValue<DateTimeOffset>()
            .ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        (await service.As(Guid.CreateVersion7(), Bamberg).GetAsync("/me/mandate")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await service.As(id, Kaiserslautern).GetAsync("/me/mandate")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonNode> Mandate(Guid member) =>
        (await service.As(member, Bamberg).GetFromJsonAsync<JsonNode>("/me/mandate"))!;
}
