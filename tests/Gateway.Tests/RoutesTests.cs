using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Gateway.Tests.Attacks;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Gateway.Tests;

public sealed class RoutesTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("/api/registration/sessions/1/places", "registration /sessions/1/places")]
    [InlineData("/api/scheduling/sessions", "scheduling /sessions")]
    [InlineData("/sitzungen", "portal /sitzungen")]
    [InlineData("/anmelden", "registration /anmelden")]
    [InlineData("/anmelden/link", "registration /anmelden/link")]
    [InlineData("/connect/token", "registration /connect/token")]
    [InlineData("/.well-known/openid-configuration", "registration /.well-known/openid-configuration")]
    [InlineData("/.well-known/jwks", "registration /.well-known/jwks")]
    [InlineData("/anmeldend", "portal /anmeldend")]
    [InlineData("/", "portal /")]
    public async Task Each_address_leads_to_its_service_without_the_prefix(string path, string reached) =>
        (await gateway.Client.GetStringAsync(path)).ShouldBe(reached);

    [Theory]
    [InlineData("/api/registration/health/live")]
    [InlineData("/api/registration/openapi/v1.json")]
    [InlineData("/api/registration//health/live")]
    [InlineData("/api/registration/Health/ready")]
    [InlineData("/api/registration/%68ealth/live")]
    [InlineData("/api/registration/%2568ealth/live")]
    [InlineData("/api/registration/x/..%2f..%2fhealth/live")]
    [InlineData("/api/registration/.%2e/health/live")]
    [InlineData("/api/registration/%5chealth/live")]
    [InlineData("/api/unbekannt/sessions")]
    [InlineData("/openapi/v1.json")]
    public async Task Internal_addresses_stay_inside_however_they_are_written(string path)
    {
        var answer = await AskAsync(path);
        answer.ShouldStartWith("HTTP/1.1 404");
        answer.ShouldContain("\"code\":\"not-found\"");
    }

    [Fact]
    public async Task A_service_that_is_down_is_explained_in_German()
    {
        var answer = await gateway.Client.GetAsync("/api/knowledge/contributions");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string?)problem["code"]).ShouldBe("service-unavailable");
        ((string?)problem["title"]).ShouldBe("Der Dienst ist gerade nicht erreichbar.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_one_megabyte_is_refused_with_413(bool lengthIsAnnounced)
    {
        // A server that refuses early closes the connection; a client that is still sending then may see only that, and
        // asks again.
        await Eventually.Holds(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/scheduling/sessions/1");
            request.Content = new ByteArrayContent(new byte[1_200_000]);
            request.Headers.TransferEncodingChunked = !lengthIsAnnounced;
            request.Headers.ExpectContinue = lengthIsAnnounced;
            var answer = await gateway.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("request-too-large");
        });
    }

    [Fact]
    public async Task The_portal_may_run_no_script_and_stand_in_no_frame()
    {
        var answer = await gateway.Client.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("script-src");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Sign_in_may_run_our_own_script_and_no_other()
    {
        var answer = await gateway.Client.GetAsync("/anmelden");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task The_token_in_an_address_reaches_no_log()
    {
        await gateway.Client.GetAsync("/platz?t=eyJhbGciOiJFUzI1NiJ9.geheim&antwort=online");
        await gateway.Client.GetAsync("/api/knowledge/platz?t=eyJhbGciOiJFUzI1NiJ9.geheim");
        gateway.Log.ShouldNotBeEmpty();
        gateway.Log.ShouldAllBe(line => !line.Contains("geheim"));
    }

    [Fact]
    public async Task One_document_describes_all_services_that_answer()
    {
        var document = (await gateway.Client.GetFromJsonAsync<JsonObject>("/api/openapi.json"))!;
        document["paths"]!
            .AsObject()
            .Select(path => path.Key)
            .ShouldBe(["/api/registration/sessions/{id}", "/api/scheduling/sessions/{id}"]);
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas
            .Select(schema => schema.Key)
            .ShouldBe(["RegistrationSession", "Form", "SchedulingSession"], ignoreOrder: true);
        var operation = document["paths"]!["/api/scheduling/sessions/{id}"]!["get"]!;
        ((string?)operation["operationId"]).ShouldBe("SchedulingShow");
        operation.ToJsonString().ShouldContain("#/components/schemas/SchedulingSession");
        document["components"]!["securitySchemes"]!["signIn"].ShouldNotBeNull();
        document["x-unavailable"]!.AsArray().Select(name => (string?)name).ShouldBe(["knowledge"]);
    }

    [Fact]
    public async Task The_page_to_try_the_API_loads_nothing_from_elsewhere()
    {
        var page = await gateway.Client.GetStringAsync("/api/docs/");
        page.ShouldContain("scalar.js");
        page.ShouldNotContain("https://");
        (await gateway.Client.GetAsync("/api/docs/scalar.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<string> AskAsync(string path) => RawHttp.GetAsync(gateway.Address, path);
}
