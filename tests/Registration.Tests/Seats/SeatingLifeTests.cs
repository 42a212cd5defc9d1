using CsCheck;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>
/// Random lives of a session: booking, cancelling, changing form, raising, lowering and dropping, in any order.
/// </summary>
public sealed class SeatingLifeTests
{
    private const int Members = 12;

    public abstract record Step;

    public sealed record Books(int Member, SeatForm Form, bool Keep) : Step;

    public sealed record Cancels(int Member) : Step;

    public sealed record Offers(int? OnSite, int? Online) : Step;

    private static readonly Gen<int?> Capacity = Gen.Int[0, 5].Select(capacity => (int?)capacity);

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (
            8,
            Gen.Select(
                Gen.Int[0, Members - 1],
                Gen.Enum<SeatForm>(),
                Gen.Bool,
                (member, form, keep) => (Step)new Books(member, form, keep)
            )
        ),
        (4, Gen.Int[0, Members - 1].Select(member => (Step)new Cancels(member))),
        (2, Gen.Select(Capacity, Capacity, (onSite, online) => (Step)new Offers(onSite, online))),
        (
            1,
            Gen.OneOf(
                Capacity.Select(onSite => (Step)new Offers(onSite, null)),
                Capacity.Select(online => (Step)new Offers(null, online))
            )
        )
    );

    private static readonly Gen<Step[]> Lives = Steps.Array[1, 60];

    [Fact]
    public void Every_life_of_a_session_seats_and_queues_people_as_the_plain_rules_say() =>
        Lives.Sample(
            steps =>
            {
                var life = new Life();
                var model = new SeatingModel();
                model.Offer(2, 3);
                foreach (var step in steps)
                {
                    if (step is Books { Form: var form } && !model.Offers(form))
                    {
                        continue;
                    }

                    life.Take(step);
                    Tell(model, step);
                    foreach (var each in Enum.GetValues<SeatForm>())
                    {
                        life.Seated(each).ShouldBe(model.Seated[each], ignoreOrder: true);
                        life.Waiting(each).ShouldBe(model.Waiting[each]);
                    }
                }
            },
            iter: 2_000
        );

    [Fact]
    public void No_booking_oversells_and_no_seat_stays_free_while_somebody_waits_for_it() =>
        Lives.Sample(
            steps =>
            {
                var life = new Life();
                foreach (var step in steps)
                {
                    var before = Enum.GetValues<SeatForm>()
                        .ToDictionary(form => form, form => life.Session.Of(form).Taken);
                    if (!life.Take(step))
                    {
                        continue;
                    }

                    foreach (var form in Enum.GetValues<SeatForm>())
                    {
                        var seats = life.Session.Of(form);
                        seats.Taken.ShouldBe(life.Seated(form).Count);
                        seats.Waiting.ShouldBe(life.Waiting(form).Count);
                        seats.Taken.ShouldBeLessThanOrEqualTo(Math.Max(seats.Capacity ?? 0, before[form]));
                        (seats.Waiting > 0 && seats.Free > 0).ShouldBeFalse(
                            $"{seats.Waiting} wait while {seats.Free} are free"
                        );
                    }
                }
            },
            iter: 2_000
        );

    [Fact]
    public void A_lower_capacity_takes_nobodys_seat() =>
        Lives.Sample(
            steps =>
            {
                var life = new Life();
                foreach (var step in steps)
                {
                    var seated = life.Seats.Values.Where(seat => seat.Form is not null).ToList();
                    if (life.Take(step) && step is Offers)
                    {
                        seated.ShouldAllBe(seat => seat.Form != null || seat.Cause == SeatCause.FormDropped);
                    }
                }
            },
            iter: 2_000
        );

    [Fact]
    public void A_version_rises_by_one_exactly_when_the_seat_changed() =>
        Lives.Sample(
            steps =>
            {
                var life = new Life();
                foreach (var step in steps)
                {
                    var before = life.Seats.Values.ToDictionary(
                        seat => seat,
                        seat => (seat.Version, seat.State, seat.Form, seat.WaitingFor)
                    );
                    life.Take(step);
                    foreach (var (seat, old) in before)
                    {
                        var same = (seat.State, seat.Form, seat.WaitingFor) == (old.State, old.Form, old.WaitingFor);
                        seat.Version.ShouldBe(same ? old.Version : old.Version + 1);
                        life.LastChanged.Contains(seat).ShouldBe(!same);
                    }
                }
            },
            iter: 2_000
        );

    private static void Tell(SeatingModel model, Step step)
    {
        switch (step)
        {
            case Books(var member, var form, var keep):
                model.Book(member, form, keep);
                break;
            case Cancels(var member):
                model.Leave(member);
                break;
            case Offers(var onSite, var online):
                model.Offer(onSite, online);
                break;
        }
    }

    /// <summary>Takes each step as the service does: with no more seats loaded than it loads.</summary>
    private sealed class Life
    {
        public Life() => new SeatingRules(Session, []).Offer(2, 3);

        public Session Session { get; } = new() { Id = Guid.NewGuid() };

        public Dictionary<int, Seat> Seats { get; } = [];

        public IReadOnlyList<Seat> LastChanged { get; private set; } = [];

        public List<int> Seated(SeatForm form) =>
            [.. Seats.Where(pair => pair.Value.Form == form).Select(pair => pair.Key)];

        public List<int> Waiting(SeatForm form) =>
            [
                .. Seats
                    .Where(pair => pair.Value.WaitingFor == form)
                    .OrderBy(pair => pair.Value.WaitingNumber)
                    .Select(pair => pair.Key),
            ];

        public bool Take(Step step)
        {
            LastChanged = [];
            if (step is Books { Form: var wanted } && Session.Of(wanted).Capacity is null)
            {
                return false;
            }

            var seating = new SeatingRules(
                Session,
                step switch
                {
                    Books(var member, _, _) => OwnAndFirst(member),
                    Cancels(var member) => OwnAndFirst(member),
                    _ => Seats.Values,
                }
            );
            switch (step)
            {
                case Books(var member, var form, var keep):
                    seating.Book(SeatOf(member), form, keep);
                    break;
                case Cancels(var member):
                    seating.Decline(SeatOf(member));
                    break;
                case Offers(var onSite, var online):
                    seating.Offer(onSite, online);
                    break;
            }

            LastChanged = seating.Finish();
            foreach (
                var (member, seat) in Seats.Where(pair =>
                    LastChanged.Contains(pair.Value) && pair.Value.WaitingFor is not null
                )
            )
            {
                seating.PositionOf(seat).ShouldBe(Waiting(seat.WaitingFor!.Value).IndexOf(member) + 1);
            }

            return true;
        }

        // The member's own seat, which knows its position, and the first of each waiting list.
        private List<Seat> OwnAndFirst(int member)
        {
            if (Seats.TryGetValue(member, out var own) && own.WaitingFor is { } form)
            {
                own.Position = Waiting(form).IndexOf(member) + 1;
            }

            var first = Enum.GetValues<SeatForm>()
                .SelectMany(each => Waiting(each).Where(other => other != member).Take(1))
                .Select(other => Seats[other]);
            return [.. first.Concat(own is null ? [] : [own])];
        }

        private Seat SeatOf(int member) =>
            Seats.TryGetValue(member, out var seat)
                ? seat
                : Seats[member] = new Seat
                {
                    SessionId = Session.Id,
                    MemberId = Guid.NewGuid(),
                    Partner = "bamberg",
                };
    }
}
