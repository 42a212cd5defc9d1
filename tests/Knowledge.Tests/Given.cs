using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests;

/// <summary>What the services around tell, what people send, and what comes back.</summary>
internal static class Given
{
    public static async Task TrustAsync(this ServiceUnderTest<Program> service, string partner)
    {
        var key = service.KeyOf(partner);
        await service.Deliver(new PartnerKeyAccepted(partner, key.KeyId, key.PublicKey));
        await Eventually.Holds(async () =>
        {
            var session = Guid.NewGuid();
            var answer = await service
                .WithLink(partner, Guid.NewGuid(), session, PersonalLink.ContributionPurpose)
                .GetAsync($"/sessions/{session}/authorship");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        });
    }

    /// <summary>A member whom the organisers saw at a session, with the link from the recap's mail.</summary>
    public static async Task<HttpClient> AttendeeAsync(
        this ServiceUnderTest<Program> service,
        Guid session,
        string partner = "bamberg",
        Guid? member = null,
        string name = "Testina Beispielfrau"
    )
    {
        var id = member ?? Guid.CreateVersion7();
        var client = service.WithLink(partner, id, session, PersonalLink.ContributionPurpose);
        await service.Deliver(new AttendanceRecorded(partner, id, session, 1, true, name, "Bamberg"));
        await Eventually.Holds(async () =>
            (await (await client.GetAsync($"/sessions/{session}/authorship")).OkAsync())
                .GetProperty("attended")
                .GetBoolean()
                .ShouldBeTrue()
        );
        return client;
    }

    public static Task<HttpResponseMessage> WriteAsync(
        this HttpClient client,
        Guid id,
        Guid session,
        string title = "Zwei Kameras genügen",
        string body = "Eine zeigt den **Saal**.",
        string kind = "GoodPractice"
    ) =>
        client.PutAsJsonAsync(
            $"/contributions/{id}",
            new WriteContribution.WriteContributionRequest(session, kind, title, body)
        );

    public static async Task<Guid> RecapAsync(
        this ServiceUnderTest<Program> service,
        string title,
        string body,
        Guid? session = null
    )
    {
        var id = Guid.CreateVersion7();
        await (await service.Organiser.WriteAsync(id, session ?? Guid.NewGuid(), title, body, "Recap")).OkAsync();
        return id;
    }

    /// <summary>The ids that a search finds, in its order.</summary>
    public static async Task<IReadOnlyList<Guid>> FindAsync(
        this ServiceUnderTest<Program> service,
        string words,
        Guid? session = null
    )
    {
        var scope = session is null ? "" : $"&sessionId={session}";
        var found = await (
            await service.Anonymous.GetAsync($"/contributions?q={Uri.EscapeDataString(words)}{scope}")
        ).OkAsync();
        return [.. found.GetProperty("contributions").EnumerateArray().Select(hit => hit.GetProperty("id").GetGuid())];
    }

    public static async Task<JsonElement> OkAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>The codes of a refusal: the problem's own, then those of its fields as field:code.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        return
        [
            problem.GetProperty("code").GetString()!,
            .. problem.TryGetProperty("errors", out var errors)
                ? errors
                    .EnumerateObject()
                    .SelectMany(field =>
                        field
                            .Value.EnumerateArray()
                            .Select(error => $"{field.Name}:{error.GetProperty("code").GetString()}")
                    )
                : [],
        ];
    }
}
