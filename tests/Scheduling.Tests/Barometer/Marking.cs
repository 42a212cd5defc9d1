using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Barometer;

/// <summary>Members whose mandate a city has confirmed, and what they mark.</summary>
internal static class Marking
{
    /// <summary>So many members of a partner, known to the service.</summary>
    public static async Task<List<HttpClient>> MembersAsync(
        this ServiceUnderTest<Program> service,
        string partner,
        int count
    )
    {
        var members = new List<HttpClient>();
        foreach (var _ in Enumerable.Range(0, count))
        {
            var id = Guid.CreateVersion7();
            await service.Deliver(new MembershipChanged(partner, id, 1, false));
            members.Add(service.As(id, partner));
        }

        foreach (var member in members)
        {
            await Eventually.Holds(async () =>
                (await member.MarksAsync()).GetProperty("mayMark").GetBoolean().ShouldBeTrue()
            );
        }

        return members;
    }

    public static Task<HttpResponseMessage> MarkAsync(this HttpClient member, params Guid[] topics) =>
        member.PutAsJsonAsync("/me/marks", new { topics });

    public static async Task<JsonElement> MarksAsync(this HttpClient member) =>
        await (await member.GetAsync("/me/marks")).OkAsync();

    public static async Task<IReadOnlyList<Guid>> MarkedAsync(this HttpClient member) =>
        [.. (await member.MarksAsync()).GetProperty("topics").EnumerateArray().Select(id => id.GetGuid())];

    /// <summary>A topic of its own on the list.</summary>
    public static async Task<Guid> TopicAsync(this ServiceUnderTest<Program> service, string? title = null)
    {
        var id = Guid.CreateVersion7();
        await (
            await service.Organiser.PutAsJsonAsync(
                $"/topics/{id}",
                new { title = title ?? $"Thema {id:N}", description = "Worum es geht." }
            )
        ).OkAsync();
        return id;
    }
}
