using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Changes;

/// <summary>
/// What everybody may read of one publication: <paramref name="Version"/> is the session's that it made, <paramref
/// name="At"/> UTC. A publication that changed nothing public, say the link of the video conference, leaves none.
/// </summary>
[Data(Category.None)]
public sealed record PublicVersion(long Version, DateTimeOffset At, IReadOnlyList<PublicChange> Changes)
{
    /// <summary>So many are kept of a session; the oldest go.</summary>
    private const int Most = 100;

    /// <summary>With what is new before what there was.</summary>
    internal static IReadOnlyList<PublicVersion> Add(
        IReadOnlyList<PublicVersion> versions,
        long version,
        DateTimeOffset now,
        IReadOnlyList<PublicChange> changes
    ) => changes.Count == 0 ? versions : [new(version, now, changes), .. versions.Take(Most - 1)];
}
