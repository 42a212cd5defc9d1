namespace Stadtgespraeche.Scheduling.Clashes;

/// <summary>Whom and what two sessions take at the same time. What ends when the other begins is no clash.</summary>
internal static class ClashRules
{
    /// <summary>In the order of the others, each person and house of one of them once.</summary>
    public static IReadOnlyList<Clash> Between(Occupation own, IEnumerable<Occupation> others) =>
        [
            .. others
                .Where(other => other.SessionId != own.SessionId && Overlap(own, other))
                .SelectMany(other => Shared(own, other))
                // A public session that is being changed stands there twice.
                .DistinctBy(clash => (clash.Kind, clash.Name.ToUpperInvariant(), clash.SessionId)),
        ];

    private static bool Overlap(Occupation one, Occupation other) => one.Start < other.End && other.Start < one.End;

    private static IEnumerable<Clash> Shared(Occupation own, Occupation other)
    {
        if (own.Venue is { } venue && other.Venue?.IsLike(venue) == true)
        {
            yield return Of(ClashKind.Venue, venue, other);
        }

        foreach (var speaker in own.Speakers.Where(speaker => other.Speakers.Any(speaker.IsLike)))
        {
            yield return Of(ClashKind.Speaker, speaker, other);
        }
    }

    private static Clash Of(ClashKind kind, Taken taken, Occupation other) =>
        new(kind, taken.Name, other.SessionId, other.Title, other.IsDraft, other.Start);
}
