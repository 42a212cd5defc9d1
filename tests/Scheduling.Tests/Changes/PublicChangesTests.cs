using CsCheck;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Changes;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Tests.Changes;

/// <summary>What the public reads of the difference between two plans: all of it, in both directions, and no name.</summary>
public sealed class PublicChangesTests
{
    private static readonly Topic[] Topics = [.. new[] { "Beteiligung", "Verkehr", "Daten" }.Select(Named)];
    private static readonly TopicList List = TopicList.Of(Topics);
    private static readonly Gen<SessionPlan> Plans = PlanGen.Plans([.. Topics.Select(topic => topic.Id)]);

    public static TheoryData<string, Func<SessionPlan, SessionPlan>> Sentences { get; } =
        new()
        {
            { "Titel: „Neu“ statt „Der Abend“", plan => plan with { Title = "Neu" } },
            { "Beginn: 18:30 Uhr statt 18:00 Uhr", plan => plan with { Start = plan.Start.AddMinutes(30) } },
            {
                "Beginn: Mittwoch, 17. März 2027, 18:00 Uhr statt Dienstag, 16. März 2027, 18:00 Uhr",
                plan => plan with { Start = plan.Start.AddDays(1) }
            },
            { "Dauer: 90 Minuten statt 120 Minuten", plan => plan with { LengthMinutes = 90 } },
            { "Form: vor Ort statt vor Ort und online", plan => plan with { Form = SessionForm.OnSite } },
            {
                "Ort: Rathaus Bamberg, Saal 2, Platz 1, 96047 Bamberg statt Rathaus Bamberg, Saal 1, Platz 1, 96047 Bamberg",
                plan => plan with { Venue = plan.Venue! with { Name = "Rathaus Bamberg, Saal 2" } }
            },
            { "Ort entfällt: Rathaus Bamberg, Saal 1, Platz 1, 96047 Bamberg", plan => plan with { Venue = null } },
            {
                "Hinweise zur Barrierefreiheit geändert",
                plan => plan with { Venue = plan.Venue! with { AccessibilityNotes = "Stufenlos" } }
            },
            { "Plätze vor Ort: 40 statt 30", plan => plan with { CapacityOnSite = 40 } },
            { "Plätze online: 0 statt 100", plan => plan with { CapacityOnline = null } },
            { "Beschreibung geändert", plan => plan with { Description = "Anders." } },
            { "Thema neu: Verkehr", plan => plan with { Topics = new([Topics[1].Id]) } },
            {
                "Programmpunkt neu: Impuls: Mitreden (20 Minuten)",
                plan => plan with { Programme = Impulse("Mitreden", 20) }
            },
        };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_change_is_one_plain_sentence(string sentence, Func<SessionPlan, SessionPlan> change) =>
        Words(PlanGen.Plan, change(PlanGen.Plan)).ShouldBe([sentence]);

    [Fact]
    public void An_item_of_the_programme_is_followed_through_its_changes()
    {
        var before = PlanGen.Plan with { Programme = Impulse("Mitreden", 20) };

        Words(before, before with { Programme = Impulse("Mitreden", 30) })
            .ShouldBe(["Programmpunkt geändert: Impuls: Mitreden (30 Minuten) statt Impuls: Mitreden (20 Minuten)"]);
        Words(before, before with { Programme = Impulse("Mitmachen", 20) })
            .ShouldBe(["Programmpunkt geändert: Impuls: Mitmachen (20 Minuten) statt Impuls: Mitreden (20 Minuten)"]);
        Words(before, before with { Programme = new([]) })
            .ShouldBe(["Programmpunkt entfällt: Impuls: Mitreden (20 Minuten)"]);
        Words(before, before with { Programme = Impulse("Mitreden", 20, "Jemand anderes") })
            .ShouldBe(["Programmpunkt „Mitreden“: Angaben zu Person oder Projekt geändert"]);
    }

    [Fact]
    public void Another_order_is_told_once()
    {
        ProgrammeItem[] items =
        [
            new(ProgrammeItemKind.Welcome, "Begrüßung", 10),
            new(ProgrammeItemKind.Break, "Pause", 10),
            new(ProgrammeItemKind.Exchange, "Gruppen", 60),
        ];
        Words(
                PlanGen.Plan with
                {
                    Programme = new(items),
                },
                PlanGen.Plan with
                {
                    Programme = new([items[2], items[0], items[1]]),
                }
            )
            .ShouldBe(["Reihenfolge des Programms geändert"]);
    }

    [Fact]
    public void Nothing_is_told_of_what_is_the_same_and_something_of_what_is_not() =>
        Gen.Select(Plans, Plans)
            .Sample(
                (one, other) =>
                {
                    Words(one, one with { OnlineLink = "https://video.example/anderer" }).ShouldBeEmpty();
                    Words(one, other).Any().ShouldBe(one != other);
                }
            );

    [Fact]
    public void The_way_back_tells_the_same_with_old_and_new_changed_over() =>
        Gen.Select(Plans, Plans)
            .Sample(
                (one, other) =>
                    Between(other, one)
                        .Select(change => change with { Old = change.New, New = change.Old })
                        .ShouldBe(Between(one, other), ignoreOrder: true)
            );

    [Fact]
    public void No_sentence_names_who_speaks_or_the_link() =>
        Gen.Select(Plans, Plans)
            .Sample(
                (one, other) =>
                    Words(one, other)
                        .ShouldAllBe(text => !text.Contains(PlanGen.Name) && !text.Contains("video.example"))
            );

    private static IReadOnlyList<PublicChange> Between(SessionPlan before, SessionPlan after) =>
        PublicChanges.Between(before, after, List);

    private static IEnumerable<string> Words(SessionPlan before, SessionPlan after) =>
        Between(before, after).Select(change => change.Text);

    private static Programme Impulse(string title, int length, string speaker = PlanGen.Name) =>
        new([new(ProgrammeItemKind.Impulse, title, length, speaker, "Bamberg")]);

    private static Topic Named(string title)
    {
        var topic = new Topic { Id = Guid.CreateVersion7() };
        topic.Write(title, title, default);
        return topic;
    }
}
