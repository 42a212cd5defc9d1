using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Scheduling.Clashes;

/// <summary>
/// When a session or draft is, and whom and what it takes for that time: whoever speaks comes for the evening, not for
/// an item of it. Times are UTC; <see cref="End"/> is the first moment after it.
/// </summary>
internal sealed record Occupation(
    Guid SessionId,
    string? Title,
    bool IsDraft,
    DateTimeOffset Start,
    DateTimeOffset End,
    Taken? Venue,
    IReadOnlyList<Taken> Speakers
)
{
    public static Occupation Of(Session session) =>
        new(
            session.Id,
            session.Plan.Title,
            false,
            session.Plan.Start,
            session.End,
            session.Plan.Venue is { } venue ? Taken.Of(venue.Name, venue.City) : null,
            [.. session.Plan.Programme.Items.Select(item => Taken.Of(item.Speaker, item.Partner)).OfType<Taken>()]
        );

    /// <summary>Null while a draft does not say when it is.</summary>
    public static Occupation? Of(Guid id, ScheduleSession.ScheduleSessionRequest plan)
    {
        if (
            SessionStart.Read(plan.Start, plan.LocalStart, plan.TimeZone, new FieldErrors()) is not { } start
            || plan.LengthMinutes is not (> 0 and <= SessionLimits.LengthMinutes and var length)
        )
        {
            return null;
        }

        var onSite = !nameof(SessionForm.Online).Equals(plan.Form?.Trim(), StringComparison.OrdinalIgnoreCase);
        return new(
            id,
            plan.Title,
            true,
            start,
            start.AddMinutes(length),
            onSite ? Taken.Of(plan.Venue?.Name, plan.Venue?.City) : null,
            [
                .. (plan.Programme ?? [])
                    .Where(item =>
                        nameof(ProgrammeItemKind.Impulse).Equals(item?.Kind?.Trim(), StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(item => Taken.Of(item!.Speaker, item.Partner))
                    .OfType<Taken>(),
            ]
        );
    }
}

/// <summary>A person with their city, or a house with its; compared without regard to case and blanks.</summary>
internal sealed record Taken(string Name, string? City)
{
    public static Taken? Of(string? name, string? city) =>
        CleanText.Line(name) is { } line ? new(line, CleanText.Line(city)) : null;

    /// <summary>A city that nobody wrote down may be any.</summary>
    public bool IsLike(Taken other) =>
        Same(Name, other.Name) && (City is null || other.City is null || Same(City, other.City));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
