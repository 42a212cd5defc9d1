namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>The topics that a session names, in order; equal when all are, which a bare list would not be.</summary>
public sealed record SessionTopics(IReadOnlyList<Guid> Ids)
{
    public bool Equals(SessionTopics? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Aggregate(0, HashCode.Combine);
}
