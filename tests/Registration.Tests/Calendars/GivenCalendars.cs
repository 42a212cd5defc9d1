using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Calendars;

/// <summary>A member's own calendar as the member and a calendar program meet it.</summary>
internal static class GivenCalendars
{
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static Task<HttpResponseMessage> PutCalendarAsync(
        this ServiceUnderTest<Program> service,
        Guid member,
        string? secret,
        string partner = Bamberg
    ) => service.As(member, partner).PutAsJsonAsync("/me/calendar", new { secret });

    /// <summary>The secret of a new address.</summary>
    public static async Task<string> GivenCalendarAsync(
        this ServiceUnderTest<Program> service,
        Guid member,
        string partner = Bamberg
    )
    {
        var secret = NewSecret();
        using var answer = await service.PutCalendarAsync(member, secret, partner);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return secret;
    }

    public static Task<HttpResponseMessage> FetchAsync(this ServiceUnderTest<Program> service, string secret) =>
        service.Anonymous.GetAsync($"/calendars/{secret}.ics");

    public static async Task<IReadOnlyList<ReadEvent>> EntriesAsync(
        this ServiceUnderTest<Program> service,
        string secret
    ) =>
        (await CalendarReader.ReadAsync(await service.Anonymous.GetStringAsync($"/calendars/{secret}.ics")))
            .Single()
            .Events;
}
