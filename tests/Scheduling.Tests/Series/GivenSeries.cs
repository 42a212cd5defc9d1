using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Series;

/// <summary>Series as an organiser's frontend sends them.</summary>
internal static class GivenSeries
{
    /// <summary>In Berlin, far enough ahead that no midnight comes between.</summary>
    private static readonly DateOnly FirstDay = DateOnly.Parse(Given.InBerlin(days: 60)[..10]);

    public static Task<HttpResponseMessage> DraftAsync(
        this ServiceUnderTest<Program> service,
        Guid series,
        int count,
        Guid? templateId = null,
        string? title = null,
        IReadOnlyList<string>? leftOut = null
    ) =>
        service.Organiser.PutAsJsonAsync(
            $"/drafts/series/{series}",
            new
            {
                pattern = new
                {
                    rhythm = "Monthly",
                    week = "Third",
                    weekday = "Tuesday",
                    every = 1,
                    firstDay = FirstDay,
                    startTime = "18:00",
                    timeZone = "Europe/Berlin",
                    count,
                },
                templateId,
                title,
                leftOut,
            }
        );

    public static async Task<JsonElement> PreviewAsync(this ServiceUnderTest<Program> service, Guid series) =>
        (
            await (
                await service.Organiser.GetAsync(
                    $"/drafts/series/{series}?rhythm=Monthly&week=Third&weekday=Tuesday&every=1&firstDay={FirstDay:yyyy-MM-dd}"
                        + "&startTime=18:00&timeZone=Europe/Berlin&count=4"
                )
            ).OkAsync()
        ).GetProperty("dates");

    public static async Task<JsonElement> DraftOf(this ServiceUnderTest<Program> service, JsonElement one) =>
        await (await service.Organiser.GetAsync($"/drafts/{IdOf(one)}")).OkAsync();

    public static Guid IdOf(JsonElement draft) => draft.GetProperty("id").GetGuid();
}
