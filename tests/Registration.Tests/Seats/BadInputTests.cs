using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Seats;

public sealed class BadInputTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("""{"answer":"Vielleicht"}""", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("""{"answer":1}""", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData(
        """{"answer":"OnSite","question":"\ud800"}""",
        "application/json",
        HttpStatusCode.BadRequest,
        "request-malformed"
    )]
    [InlineData(
        """{"answer":"OnSite","question":7}""",
        "application/json",
        HttpStatusCode.BadRequest,
        "request-malformed"
    )]
    [InlineData(
        "answer=OnSite",
        "application/x-www-form-urlencoded",
        HttpStatusCode.UnsupportedMediaType,
        "content-type-not-supported"
    )]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest, "fields-invalid")]
    public async Task An_unreadable_answer_is_a_problem_with_a_code(
        string body,
        string contentType,
        HttpStatusCode status,
        string code
    )
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        using var client = service.WithLink(Bamberg, member, session);

        var response = await client.PutAsync(
            $"/sessions/{session}/seat",
            new StringContent(body, Encoding.UTF8, contentType)
        );

        await response.ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Texts_that_are_too_long_are_named_with_a_german_message_each()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        using var client = service.WithLink(Bamberg, member, session);

        var response = await client.PutAsJsonAsync(
            $"/sessions/{session}/seat",
            new
            {
                answer = "OnSite",
                question = new string('x', 1001),
                accessibilityNeeds = new string('x', 501),
            }
        );

        var problem = await response.ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid");
        Code(problem, "question").ShouldBe("question-too-long");
        Code(problem, "accessibilityNeeds").ShouldBe("accessibility-needs-too-long");
        (
            await registration.Book(
                session,
                member,
                "OnSite",
                question: new string('x', 1000),
                needs: new string('x', 500)
            )
        )
            .Text("state")
            .ShouldBe("Seat");
    }

    [Theory]
    [InlineData("GET", "/sessions/keine-nummer/places")]
    [InlineData("GET", "/sessions/00000000-0000-0000-0000-00000000000g/seat")]
    [InlineData("GET", "/nirgends")]
    public async Task A_garbled_address_is_not_found(string method, string address) =>
        await (
            await service.Organiser.SendAsync(new HttpRequestMessage(new HttpMethod(method), address))
        ).ShouldBeProblem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task A_session_that_nobody_announced_is_unknown()
    {
        var (session, member) = (Guid.CreateVersion7(), await registration.GivenMember());
        using var client = service.WithLink(Bamberg, member, session);

        await (await service.Anonymous.GetAsync($"/sessions/{session}/places")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        await (await client.GetAsync($"/sessions/{session}/seat")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        await (await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "OnSite" })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        await (await service.Organiser.GetAsync($"/sessions/{session}/participants")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
    }

    private static string Code(JsonNode problem, string field) => problem["errors"]![field]![0]!.Text("code");
}
