using System.Net;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Tests.Sessions;

public sealed class SessionPlanRulesTests(SchedulingFixture fixture)
{
    public static TheoryData<
        string,
        Func<ScheduleSession.ScheduleSessionRequest, ScheduleSession.ScheduleSessionRequest>
    > Wrong { get; } =
        new()
        {
            { "title:title-missing", plan => plan with { Title = "  " } },
            { "title:title-too-long", plan => plan with { Title = new string('x', 151) } },
            { "title:text-contains-html", plan => plan with { Title = "Ein <b>Titel</b>" } },
            { "title:text-contains-control-characters", plan => plan with { Title = "Zwei\nZeilen" } },
            { "description:text-contains-control-characters", plan => plan with { Description = "Null \0 im Text" } },
            { "description:description-missing", plan => plan with { Description = null } },
            { "description:text-contains-html", plan => plan with { Description = "<script>alert(1)</script>" } },
            { "topics:topics-missing", plan => plan with { Topics = [] } },
            { "timeZone:time-zone-unknown", plan => plan with { TimeZone = "Europe/Musterstadt" } },
            { "timeZone:time-zone-unknown", plan => plan with { TimeZone = null } },
            { "start:session-start-missing", plan => plan with { LocalStart = null } },
            { "localStart:session-start-unreadable", plan => plan with { LocalStart = "morgen um 18 Uhr" } },
            { "localStart:session-start-unreadable", plan => plan with { LocalStart = "2027-02-30T18:00" } },
            {
                "start:session-start-unreadable",
                plan => plan with { LocalStart = null, Start = "2027-02-03T18:00+99:00" }
            },
            { "localStart:session-start-in-dst-gap", plan => plan with { LocalStart = "2027-03-28T02:30" } },
            { "localStart:session-start-ambiguous", plan => plan with { LocalStart = "2027-10-31T02:30" } },
            { "start:session-start-in-past", plan => plan with { LocalStart = Given.InBerlin(days: -2) } },
            { "lengthMinutes:length-missing", plan => plan with { LengthMinutes = null } },
            { "lengthMinutes:length-out-of-range", plan => plan with { LengthMinutes = 0 } },
            { "lengthMinutes:length-out-of-range", plan => plan with { LengthMinutes = 1441 } },
            { "form:form-unknown", plan => plan with { Form = "Telepathisch" } },
            { "form:form-unknown", plan => plan with { Form = "1" } },
            { "venue:venue-missing", plan => plan with { Venue = null } },
            { "venue.city:venue-city-missing", plan => plan with { Venue = plan.Venue! with { City = "" } } },
            {
                "venue.postalCode:venue-postal-code-invalid",
                plan => plan with { Venue = plan.Venue! with { PostalCode = "6765" } }
            },
            {
                "venue.postalCode:venue-postal-code-invalid",
                plan => plan with { Venue = plan.Venue! with { PostalCode = "D-67655" } }
            },
            {
                "venue.postalCode:venue-postal-code-invalid",
                plan => plan with { Venue = plan.Venue! with { PostalCode = "６７６５５" } }
            },
            {
                "venue.name:text-contains-html",
                plan => plan with { Venue = plan.Venue! with { Name = "<img src=x>" } }
            },
            { "capacityOnSite:capacity-not-positive", plan => plan with { CapacityOnSite = -1 } },
            { "capacityOnSite:capacity-not-positive", plan => plan with { CapacityOnSite = 0 } },
            { "capacityOnline:capacity-not-positive", plan => plan with { CapacityOnline = null } },
            { "capacityOnline:capacity-too-large", plan => plan with { CapacityOnline = 10_001 } },
            { "capacityOnline:capacity-for-form-not-offered", plan => plan with { Form = "OnSite" } },
            { "capacityOnSite:capacity-for-form-not-offered", plan => plan with { Form = "Online" } },
            { "onlineLink:online-link-not-https", plan => plan with { OnlineLink = "http://video.example/raum" } },
            { "onlineLink:online-link-not-https", plan => plan with { OnlineLink = "javascript:alert(1)" } },
            {
                "onlineLink:online-link-not-https",
                plan => plan with { OnlineLink = "https://name:wort@video.example/" }
            },
            { "programme:programme-longer-than-session", plan => plan with { LengthMinutes = 99 } },
            {
                "programme:programme-too-long",
                plan => plan with { Programme = [.. Enumerable.Repeat(plan.Programme![0], 31)] }
            },
            { "programme[0]:programme-item-missing", plan => plan with { Programme = [null] } },
            {
                "programme[0].kind:programme-kind-unknown",
                plan => plan with { Programme = [plan.Programme![0]! with { Kind = "Tanz" }] }
            },
            {
                "programme[0].title:programme-title-missing",
                plan => plan with { Programme = [plan.Programme![0]! with { Title = null }] }
            },
            {
                "programme[0].lengthMinutes:programme-length-not-positive",
                plan => plan with { Programme = [plan.Programme![0]! with { LengthMinutes = 0 }] }
            },
            {
                "programme[0].speaker:programme-speaker-missing",
                plan => plan with { Programme = [plan.Programme![1]! with { Speaker = " " }] }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named_with_its_code(
        string error,
        Func<ScheduleSession.ScheduleSessionRequest, ScheduleSession.ScheduleSessionRequest> spoil
    )
    {
        var id = Guid.CreateVersion7();

        var response = await fixture.Service.PutAsync(id, spoil(Given.Plan()));

        (await response.CodesAsync(HttpStatusCode.BadRequest)).ShouldBe(["fields-invalid", error]);
        (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once()
    {
        var empty = new ScheduleSession.ScheduleSessionRequest(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null
        );

        var codes = await (await fixture.Service.PutAsync(Guid.NewGuid(), empty)).CodesAsync(HttpStatusCode.BadRequest);

        codes.ShouldBe(
            [
                "fields-invalid",
                "description:description-missing",
                "form:form-unknown",
                "lengthMinutes:length-missing",
                "timeZone:time-zone-unknown",
                "title:title-missing",
                "topics:topics-missing",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Texts_are_trimmed_and_a_plain_angle_bracket_is_text()
    {
        var id = await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                Title = "  Kosten < 100 und > 50  ",
                Description = "eins\r\nzwei",
            }
        );

        var session = await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync();

        session.GetProperty("title").GetString().ShouldBe("Kosten < 100 und > 50");
        session.GetProperty("description").GetString().ShouldBe("eins\nzwei");
    }

    [Fact]
    public async Task What_nobody_sees_is_taken_out_of_texts_and_umlauts_are_composed()
    {
        var id = await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                Title = "\u202ADigi\u00ADtale\u00A0Bu\u0308rger\u200B\uFEFF",
                Description = "eins\u200B\n\nzwei\u00A0drei",
            }
        );

        var session = await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync();

        session.GetProperty("title").GetString().ShouldBe("Digitale Bürger");
        session.GetProperty("description").GetString().ShouldBe("eins\n\nzwei drei");
    }
}
