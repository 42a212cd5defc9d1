using Stadtgespraeche.Registration.Deliveries;

namespace Stadtgespraeche.Registration.Tests.Deliveries;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData("invitation", true)]
    [InlineData("kind-of-a-later-release-2", true)]
    [InlineData("Invitation", false)]
    [InlineData("erika@rat.example", false)]
    [InlineData("a-name-that-is-longer-than-the-table-takes", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_kind_is_a_short_name_whether_the_hub_knows_it_or_not(string? kind, bool may) =>
        Delivery.MayBeKind(kind).ShouldBe(may);
}
