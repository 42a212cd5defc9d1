using CsCheck;
using Stadtgespraeche.Portal.Pages.Organiser.Sessions;

namespace Stadtgespraeche.Portal.Tests;

public sealed class ProgrammeButtonsTests
{
    private static readonly Gen<string> Buttons = Gen.OneOf(
        Gen.Select(Gen.OneOf("frueher", "spaeter", "entfernen"), Gen.Int[-2, 8], (act, at) => $"{act}-{at}"),
        Gen.OneOf("hinzufuegen", "speichern", "frueher-", "spaeter-99999999999", "frueher-1-1", "")
    );

    [Fact]
    public void Whatever_is_pressed_no_item_is_lost_or_doubled_but_by_the_button_for_it() =>
        Gen.Select(Buttons, Gen.Int[0, 6])
            .Sample(
                (button, count) =>
                {
                    var before = Items(count);
                    var after = before.ToList();

                    ProgrammeButtons.Press(button, after);

                    var (added, removed) = (after.Except(before).Count(), before.Except(after).Count());
                    after.Distinct().Count().ShouldBe(after.Count);
                    added.ShouldBe(button == "hinzufuegen" ? 1 : 0);
                    (
                        removed == 0 || (removed == 1 && button.StartsWith("entfernen", StringComparison.Ordinal))
                    ).ShouldBeTrue();
                }
            );

    [Fact]
    public void Earlier_and_later_again_is_as_it_was_and_the_focus_has_a_button_to_be_on() =>
        Gen.Int[2, 6]
            .SelectMany(count => Gen.Int[1, count - 1], (count, at) => (count, at))
            .Sample(one =>
            {
                var before = Items(one.count);
                var after = before.ToList();

                var anchor = ProgrammeButtons.Press($"frueher-{one.at}", after);

                anchor.ShouldBe(one.at == 1 ? "programm-1-spaeter" : $"programm-{one.at}-frueher");
                after[one.at - 1].ShouldBeSameAs(before[one.at]);
                ProgrammeButtons.Press($"spaeter-{one.at - 1}", after);
                after.ShouldBe(before);
            });

    private static List<ProgrammeFields> Items(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new ProgrammeFields())];
}
