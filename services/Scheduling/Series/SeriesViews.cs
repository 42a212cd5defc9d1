using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// A date of a series before it is drafted. <see cref="State"/>: null, there is no draft of it yet. <see cref="Fault"/>:
/// the clocks are changed, so that this time is there never or twice; it is drafted as typed and cannot be published so.
/// </summary>
public sealed record SeriesDate(
    DateOnly Date,
    string LocalStart,
    SeriesDraftState? State,
    FieldError? Fault,
    IReadOnlyList<SessionOnDay> Others
);

/// <summary>Another session, or draft, on the same day; it warns only. Its title may be empty.</summary>
public sealed record SessionOnDay(Guid SessionId, string? Title, bool IsDraft);

/// <summary>A date of a series and what became of it.</summary>
public sealed record SeriesDraft(Guid Id, DateOnly Date, string LocalStart, SeriesDraftState State);

public enum SeriesDraftState
{
    Draft,

    /// <summary>It is a session by now.</summary>
    Published,

    /// <summary>An organiser discarded the draft within the last 30 days.</summary>
    Discarded,
}
