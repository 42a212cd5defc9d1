using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>Which municipality and which council is meant, and when that is asked instead of guessed.</summary>
public sealed class ChooseCouncilTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("07312000")]
    [InlineData("Musterstadt")]
    [InlineData("Stadt Musterstadt")]
    [InlineData("https://ris.example/body/2")]
    public void A_body_is_found_by_AGS_name_or_id(string wish)
    {
        foreach (var ags in (string?[])["07312000", "073120000", "7312000", "007312000", "07 312 000"])
        {
            ChooseCouncil
                .Body(
                    [
                        Body("1", "Beispielheim", "07312001"),
                        Body("2", "Stadt Musterstadt", ags),
                        Body("3", "Musterstadt-Land", null),
                    ],
                    wish,
                    "Anderswo"
                )
                .Id.ShouldEndWith("2");
        }
    }

    [Fact]
    public void Without_a_wish_the_only_body_or_the_one_called_as_the_partner_is_chosen()
    {
        ChooseCouncil.Body([Body("1", "Irgendwo", null)], null, "Musterstadt").Id.ShouldEndWith("1");
        ChooseCouncil
            .Body([Body("1", "Irgendwo", null), Body("2", "Stadt Musterstadt", null)], null, "Musterstadt")
            .Id.ShouldEndWith("2");
        Should
            .Throw<OParlFault>(() =>
                ChooseCouncil.Body(
                    [Body("1", "Irgendwo", "01234567"), Body("2", "Anderswo", null)],
                    null,
                    "Musterstadt"
                )
            )
            .Message.ShouldSatisfyAllConditions(
                text => text.ShouldContain("--body"),
                text => text.ShouldContain("Irgendwo (01234567)")
            );
        Should.Throw<OParlFault>(() => ChooseCouncil.Body([Body("1", "Irgendwo", null)], "99999999", "Musterstadt"));
        Should.Throw<OParlFault>(() => ChooseCouncil.Body([], null, "Musterstadt"));
    }

    [Theory]
    [InlineData("Stadtrat", "Gremium", "Irgendein Name")]
    [InlineData("kreistag", null, null)]
    [InlineData(null, "Verbandsversammlung", null)]
    [InlineData(null, "Gremium", "Rat der Stadt Musterstadt")]
    [InlineData(null, null, "Stadtrat 2024–2029")]
    public void The_council_is_found_by_type_classification_or_name(
        string? classification,
        string? type,
        string? name
    ) =>
        ChooseCouncil
            .Council(
                [
                    Organization("1", "Bauausschuss", "Gremium", "Ausschuss"),
                    Organization("2", "Ratsfraktion", "Fraktion", "Stadtrat"),
                    Organization("3", "Rat für Migration", null, null),
                    Organization("4", "Stadtrat 2019–2024", "Stadtrat", "Stadtrat", new(2024, 6, 30)),
                    Organization("5", name, type, classification),
                ],
                null,
                Today
            )
            .Id.ShouldEndWith("5");

    [Fact]
    public void Several_councils_are_asked_about_and_one_is_taken_by_id_or_name()
    {
        OParlOrganization[] all =
        [
            Organization("1", "Stadtrat", null, "Stadtrat"),
            Organization("2", "Kreistag", null, "Kreistag"),
            Organization("3", "Sondergremium", null, null),
        ];
        Should
            .Throw<OParlFault>(() => ChooseCouncil.Council(all, null, Today))
            .Message.ShouldContain("Kreistag (https://ris.example/organization/2)");
        ChooseCouncil.Council(all, "https://ris.example/organization/3", Today).Name.ShouldBe("Sondergremium");
        ChooseCouncil.Council(all, "kreistag", Today).Id.ShouldEndWith("2");
        Should.Throw<OParlFault>(() => ChooseCouncil.Council(all, "gibt es nicht", Today));
        Should.Throw<OParlFault>(() => ChooseCouncil.Council([], null, Today));
    }

    private static OParlBody Body(string id, string name, string? ags) =>
        new($"https://ris.example/body/{id}", name, null, ags, []);

    private static OParlOrganization Organization(
        string id,
        string? name,
        string? type,
        string? classification,
        DateOnly? until = null
    ) => new($"https://ris.example/organization/{id}", name, type, classification, until, false, []);
}
