namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// What a round says about one topic. It counts partners and not people, so that big councils do not dominate, and says
/// nothing from which anybody could learn what fewer than five people marked.
/// </summary>
public static class BarometerRules
{
    private const int LeastMarks = 5;
    private const int LeastPartners = 3;
    private const int LeastMarksOfPartner = 2;
    private const int LeastMembersOfPartner = 5;
    private const int LeastChanges = 5;

    /// <summary>One mark, and which partner the member belongs to.</summary>
    public sealed record Mark(Guid Member, string Partner);

    /// <summary>What was published before, and the marks that it came from.</summary>
    public sealed record Published(Guid? Basis, Band? Band, IReadOnlySet<Guid> Members)
    {
        /// <summary>Before the first round nothing was published, as if nobody had marked anything.</summary>
        public static readonly Published Nothing = new(null, null, new HashSet<Guid>());
    }

    /// <summary>
    /// The result of a round. It stays what it was last when fewer than five people changed their mark since, or when
    /// it would differ from any earlier publication by fewer; and where the marks are those of an earlier publication,
    /// it is that one's again. <paramref name="earlier"/>: all different publications; <paramref name="last"/>: the
    /// latest. <paramref name="members"/>: how many members of each partner could mark.
    /// </summary>
    public static Published Decide(
        Guid round,
        IReadOnlyCollection<Mark> marks,
        IReadOnlyDictionary<string, int> members,
        IEnumerable<Published> earlier,
        Published last
    )
    {
        var now = marks.Select(mark => mark.Member).ToHashSet();
        var all = earlier.Prepend(Published.Nothing).ToList();
        if (all.FirstOrDefault(published => now.SetEquals(published.Members)) is { } same)
        {
            return same;
        }

        return all.Any(published => Changes(now, published.Members) < LeastChanges)
            ? last
            : new Published(round, BandOf(marks, members), now);
    }

    /// <summary>
    /// Null: too few marks, or from too few partners. A partner counts with two marks or more among at least five
    /// members who could mark.
    /// </summary>
    public static Band? BandOf(IReadOnlyCollection<Mark> marks, IReadOnlyDictionary<string, int> members)
    {
        var byPartner = marks.GroupBy(mark => mark.Partner).ToList();
        if (marks.Count < LeastMarks || byPartner.Count < LeastPartners)
        {
            return null;
        }

        var large = members.Where(partner => partner.Value >= LeastMembersOfPartner).Select(one => one.Key).ToHashSet();
        var wanted = byPartner.Count(partner => partner.Count() >= LeastMarksOfPartner && large.Contains(partner.Key));
        return wanted * 2 > large.Count ? Band.Most
            : wanted >= 2 ? Band.Several
            : Band.Few;
    }

    private static int Changes(HashSet<Guid> now, IReadOnlySet<Guid> before) =>
        now.Count(member => !before.Contains(member)) + before.Count(member => !now.Contains(member));
}
