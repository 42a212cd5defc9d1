using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>
/// The rules once more, as lists of names: slow, plain, and written without looking at the product's numbers and
/// counters.
/// </summary>
internal sealed class SeatingModel
{
    private readonly Dictionary<SeatForm, int?> capacity = new() { [SeatForm.OnSite] = null, [SeatForm.Online] = null };

    public Dictionary<SeatForm, List<int>> Seated { get; } = new() { [SeatForm.OnSite] = [], [SeatForm.Online] = [] };

    public Dictionary<SeatForm, List<int>> Waiting { get; } = new() { [SeatForm.OnSite] = [], [SeatForm.Online] = [] };

    public bool Offers(SeatForm form) => capacity[form] is not null;

    public void Book(int member, SeatForm form, bool keep)
    {
        var other = Other(form);
        if (Seated[form].Contains(member))
        {
            Waiting[other].Remove(member);
            return;
        }

        Waiting[other].Remove(member);
        if (!Waiting[form].Contains(member))
        {
            Waiting[form].Add(member);
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
            Seated[SeatForm.Online].Add(member);
        }
    }

    public void Leave(int member)
    {
        foreach (var list in Seated.Values.Concat(Waiting.Values))
        {
            list.Remove(member);
        }

        MoveUp();
    }

    public void Offer(int? onSite, int? online)
    {
        (capacity[SeatForm.OnSite], capacity[SeatForm.Online]) = (onSite, online);
        foreach (var form in capacity.Keys.Where(form => capacity[form] is null).ToList())
        {
            var other = Other(form);
            var holders = Seated[form].ToList();
            var waiters = Waiting[form]
                .Where(member => !Seated[other].Contains(member) && !holders.Contains(member))
                .ToList();
            Seated[form].Clear();
            Waiting[form].Clear();
            Waiting[other] = [.. holders, .. Waiting[other].Except(holders), .. waiters];
        }

        MoveUp();
    }

    private void MoveUp()
    {
        foreach (var form in (SeatForm[])[SeatForm.OnSite, SeatForm.Online])
        {
            while (Waiting[form].Count > 0 && Seated[form].Count < capacity[form])
            {
                var first = Waiting[form][0];
                Waiting[form].RemoveAt(0);
                Seated[Other(form)].Remove(first);
                Seated[form].Add(first);
            }
        }
    }

    private static SeatForm Other(SeatForm form) => form == SeatForm.OnSite ? SeatForm.Online : SeatForm.OnSite;
}
