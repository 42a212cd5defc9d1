namespace Stadtgespraeche.Portal.Api;

/// <summary>How a series repeats, as Scheduling takes it; days and time in Europe/Berlin.</summary>
public sealed record SeriesPattern(
    string? Rhythm,
    string? Week,
    string? Weekday,
    int? Every,
    DateOnly? FirstDay,
    string? StartTime,
    int? Count,
    DateOnly? LastDay,
    string TimeZone = "Europe/Berlin"
);

/// <summary>A date of a series; a state means that it is drafted already, a fault that this time is there never or twice.</summary>
public sealed record SeriesDate(
    DateOnly Date,
    string LocalStart,
    string? State,
    FieldError? Fault,
    IReadOnlyList<SessionOnDay> Others
);

public sealed record SessionOnDay(Guid SessionId, string? Title, bool IsDraft);

public sealed record SeriesDrafted(int Made);

/// <summary>Scheduling's series as the organisers' pages use them.</summary>
public static class SeriesApi
{
    private const string Root = "/api/scheduling/drafts/series";

    private sealed record Preview(IReadOnlyList<SeriesDate> Dates);

    public static async Task<Answer<IReadOnlyList<SeriesDate>>> SeriesDatesAsync(
        this HubApi api,
        Guid id,
        SeriesPattern pattern,
        string token,
        CancellationToken cancellationToken
    )
    {
        (string Name, string? Value)[] parts =
        [
            ("rhythm", pattern.Rhythm),
            ("week", pattern.Week),
            ("weekday", pattern.Weekday),
            ("every", $"{pattern.Every}"),
            ("firstDay", $"{pattern.FirstDay:yyyy-MM-dd}"),
            ("startTime", pattern.StartTime),
            ("timeZone", pattern.TimeZone),
            ("count", $"{pattern.Count}"),
            ("lastDay", $"{pattern.LastDay:yyyy-MM-dd}"),
        ];
        var query = QueryString.Create(
            parts
                .Where(part => !string.IsNullOrEmpty(part.Value))
                .Select(part => KeyValuePair.Create(part.Name, part.Value))
        );
        return (await api.GetAsync<Preview>($"{Root}/{id}{query}", cancellationToken, token)).Map(all => all.Dates);
    }

    public static Task<Answer<SeriesDrafted>> DraftSeriesAsync(
        this HubApi api,
        Guid id,
        SeriesPattern pattern,
        Guid? templateId,
        string? title,
        IReadOnlyList<DateOnly> leftOut,
        string token,
        CancellationToken cancellationToken
    ) =>
        api.PutAsync<SeriesDrafted>(
            $"{Root}/{id}",
            new
            {
                pattern,
                templateId,
                title,
                leftOut,
            },
            token,
            cancellationToken
        );
}
