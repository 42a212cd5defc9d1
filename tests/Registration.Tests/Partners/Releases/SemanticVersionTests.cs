using CsCheck;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Tests.Partners.Releases;

public sealed class SemanticVersionTests
{
    private static readonly Gen<SemanticVersion> Versions = Gen.Select(
        Gen.Int[0, 3].Array[3],
        Gen.Int[0, 6],
        (numbers, before) =>
            SemanticVersion.TryRead(
                string.Join('.', numbers)
                    + new[] { "", "-alpha", "-alpha.1", "-alpha.beta", "-2", "-11", "-rc-1.0" }[before]
            )!
    );

    [Fact]
    public void They_come_in_the_order_of_the_standard()
    {
        var order = new[]
        {
            "0.9.9",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "2.0.0",
        };

        order.Select(text => SemanticVersion.TryRead(text)!).Order().Select(version => version.Text).ShouldBe(order);
        order
            .Reverse()
            .Select(text => SemanticVersion.TryRead(text)!)
            .Order()
            .Select(version => version.Text)
            .ShouldBe(order);
        SemanticVersion.TryRead("1.0.0+abc")!.CompareTo(SemanticVersion.TryRead("1.0.0+xyz")).ShouldBe(0);
    }

    [Fact]
    public void Comparing_is_an_order() =>
        Gen.Select(Versions, Versions, Versions)
            .Sample(
                (one, two, three) =>
                {
                    (Math.Sign(one.CompareTo(two)) == -Math.Sign(two.CompareTo(one))).ShouldBeTrue();
                    if (one.CompareTo(two) <= 0 && two.CompareTo(three) <= 0)
                    {
                        one.CompareTo(three).ShouldBeLessThanOrEqualTo(0);
                    }
                }
            );

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0\n")]
    [InlineData("99999999999.0.0")]
    [InlineData("1.0.0-<b>")]
    public void What_is_none_is_refused(string text) => SemanticVersion.TryRead(text).ShouldBeNull();
}
