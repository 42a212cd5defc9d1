using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Changes;

/// <summary>
/// What of a programme differs from the one before. An item is the same one when it is as it was, else when its kind
/// and title are, else when the same person gives it: so a new title or length is told as a change of that item.
/// </summary>
internal static class ProgrammeChanges
{
    private static readonly Func<ProgrammeItem, object?>[] Likenesses =
    [
        item => item,
        item => (item.Kind, item.Title),
        item => string.IsNullOrEmpty(item.Speaker) ? null : (item.Kind, item.Speaker),
    ];

    public static IEnumerable<PublicChange> Between(
        IReadOnlyList<ProgrammeItem> before,
        IReadOnlyList<ProgrammeItem> after
    )
    {
        var from = Match(before, after);
        for (var at = 0; at < after.Count; at++)
        {
            var now = after[at];
            if (from[at] is not { } was)
            {
                yield return new(ChangedField.ProgrammeItem, null, Words(now));
            }
            else if (Words(before[was]) != Words(now))
            {
                yield return new(ChangedField.ProgrammeItem, Words(before[was]), Words(now));
            }
            else if (before[was] != now)
            {
                yield return new(ChangedField.ProgrammeSpeaker, now.Title, now.Title);
            }
        }

        var kept = from.OfType<int>().ToList();
        foreach (var was in Enumerable.Range(0, before.Count).Except(kept))
        {
            yield return new(ChangedField.ProgrammeItem, Words(before[was]), null);
        }

        if (!kept.SequenceEqual(kept.Order()))
        {
            yield return new(ChangedField.ProgrammeOrder, null, null);
        }
    }

    /// <summary>For each item where it stood before; null: it is new.</summary>
    private static int?[] Match(IReadOnlyList<ProgrammeItem> before, IReadOnlyList<ProgrammeItem> after)
    {
        var from = new int?[after.Count];
        var free = Enumerable.Range(0, before.Count).ToList();
        foreach (var like in Likenesses)
        {
            for (var at = 0; at < after.Count; at++)
            {
                if (from[at] is not null || like(after[at]) is not { } sought)
                {
                    continue;
                }

                var found = free.FindIndex(was => sought.Equals(like(before[was])));
                if (found >= 0)
                {
                    from[at] = free[found];
                    free.RemoveAt(found);
                }
            }
        }

        return from;
    }

    private static string Words(ProgrammeItem item) => $"{Kind(item)}{item.Title} ({item.LengthMinutes} Minuten)";

    // An item that is called like its kind says it once.
    private static string Kind(ProgrammeItem item) =>
        item.Kind switch
        {
            ProgrammeItemKind.Impulse => "Impuls: ",
            ProgrammeItemKind.Exchange when !item.Title.Contains("Austausch", StringComparison.OrdinalIgnoreCase) =>
                "Austausch: ",
            ProgrammeItemKind.Break when !item.Title.Contains("Pause", StringComparison.OrdinalIgnoreCase) => "Pause: ",
            _ => "",
        };
}
