using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>
/// The rules once more, as lists of names: slow, plain, and written without looking at the product's counters.
/// </summary>
internal sealed class SeatingModel
{
    private readonly Dictionary<SeatForm, int?> capacity = new() { [SeatForm.OnSite] = null, [SeatForm.Online] = null };

    // When somebody got the last seat, and since when somebody waits; who was put at the head waits since before all.
    private readonly Dictionary<int, int> booked = [];
    private readonly Dictionary<int, int> since = [];
    private readonly Dictionary<int, (SeatForm? Seat, SeatForm? Waiting, int Since)> was = [];
    private int last;
    private int first;

    public Dictionary<SeatForm, List<int>> Seated { get; } = new() { [SeatForm.OnSite] = [], [SeatForm.Online] = [] };

    public Dictionary<SeatForm, List<int>> Waiting { get; } = new() { [SeatForm.OnSite] = [], [SeatForm.Online] = [] };

    public bool Offers(SeatForm form) => capacity[form] is not null;

    public void Book(int member, SeatForm form, bool keep)
    {
        was.Remove(member);
        var other = Other(form);
        if (Seated[form].Contains(member))
        {
            Waiting[other].Remove(member);
            return;
        }

        Waiting[other].Remove(member);
        if (!Waiting[form].Contains(member))
        {
            Wait(member, form, ++last);
        }

        if (form == SeatForm.Online || !keep)
        {
            Seated[other].Remove(member);
        }

        MoveUp();
        if (
            keep
            && Waiting[SeatForm.OnSite].Contains(member)
            && !Seated[SeatForm.Online].Contains(member)
            && Waiting[SeatForm.Online].Count == 0
            && Seated[SeatForm.Online].Count < capacity[SeatForm.Online]
        )
        {
            Sit(member, SeatForm.Online);
        }
    }

    public void Leave(int member)
    {
        was.Remove(member);
        foreach (var list in Seated.Values.Concat(Waiting.Values))
        {
            list.Remove(member);
        }

        MoveUp();
    }

    public void Offer(int? onSite, int? online)
    {
        (capacity[SeatForm.OnSite], capacity[SeatForm.Online]) = (onSite, online);
        Restore();
        foreach (var form in capacity.Keys.Where(form => capacity[form] is null).ToList())
        {
            var other = Other(form);
            var holders = Seated[form].ToList();
            var waiters = Waiting[form].Where(member => !holders.Contains(member)).ToList();
            foreach (var member in holders.Concat(waiters))
            {
                was.TryAdd(member, (SeatOf(member), WaitingOf(member), since.GetValueOrDefault(member)));
            }

            Seated[form].Clear();
            Waiting[form].Clear();
            first -= holders.Count;
            for (var i = 0; i < holders.Count; i++)
            {
                Waiting[other].Remove(holders[i]);
                Wait(holders[i], other, first + i);
            }

            foreach (var member in waiters.Where(member => !Seated[other].Contains(member)))
            {
                Wait(member, other, ++last);
            }
        }

        MoveUp();
    }

    private void Restore()
    {
        var moved = was
            .Keys.OrderBy(member => SeatOf(member) is null)
            .ThenBy(member => booked.GetValueOrDefault(member))
            .ToList();
        foreach (var member in moved)
        {
            var (seat, waiting, place) = was[member];
            var now = SeatOf(member);
            var mayWait = waiting is { } list && Offers(list);
            if (seat is { } form)
            {
                var hasRoom = now == form || Seated[form].Count < capacity[form];
                if (!Offers(form) || !hasRoom)
                {
                    continue;
                }
            }
            else if (now is null && !mayWait)
            {
                continue;
            }
            else if (now is { } got && !Offers(got))
            {
                continue;
            }

            was.Remove(member);
            var sits = seat ?? now;
            if (now is not null && mayWait && (now == waiting || sits == SeatForm.OnSite))
            {
                continue;
            }

            Waiting[SeatForm.OnSite].Remove(member);
            Waiting[SeatForm.Online].Remove(member);
            if (sits is { } again && now != again)
            {
                Seated[Other(again)].Remove(member);
                Sit(member, again);
            }

            if (mayWait)
            {
                Wait(member, waiting!.Value, place);
            }
        }
    }

    private void MoveUp()
    {
        foreach (var form in (SeatForm[])[SeatForm.OnSite, SeatForm.Online])
        {
            while (Waiting[form].Count > 0 && Seated[form].Count < capacity[form])
            {
                var next = Waiting[form][0];
                Waiting[form].RemoveAt(0);
                Seated[Other(form)].Remove(next);
                Sit(next, form);
            }
        }
    }

    private void Sit(int member, SeatForm form)
    {
        Seated[form].Add(member);
        booked[member] = ++last;
    }

    private void Wait(int member, SeatForm form, int place)
    {
        since[member] = place;
        Waiting[form].Add(member);
        Waiting[form].Sort((one, other) => since[one].CompareTo(since[other]));
    }

    private SeatForm? SeatOf(int member) => FormOf(Seated, member);

    private SeatForm? WaitingOf(int member) => FormOf(Waiting, member);

    private static SeatForm? FormOf(Dictionary<SeatForm, List<int>> lists, int member) =>
        lists.Where(pair => pair.Value.Contains(member)).Select(pair => (SeatForm?)pair.Key).FirstOrDefault();

    private static SeatForm Other(SeatForm form) => form == SeatForm.OnSite ? SeatForm.Online : SeatForm.OnSite;
}
