using CsCheck;
using Semver;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Tests.Partners.Releases;

public sealed class PartnerReleaseTests
{
    private static readonly string[] Order =
    [
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
    ];

    private static readonly Gen<SemVersion> Versions = Gen.Select(
        Gen.Int[0, 3].Array[3],
        Gen.Int[0, 6],
        (numbers, before) =>
            Read(
                string.Join('.', numbers)
                    + new[] { "", "-alpha", "-alpha.1", "-alpha.beta", "-2", "-11", "-rc-1.0" }[before]
            )
    );

    [Fact]
    public void They_come_in_the_order_of_the_standard()
    {
        Order.Select(Read).Order(SemVersion.PrecedenceComparer).Select(version => version.ToString()).ShouldBe(Order);
        Order
            .Reverse()
            .Select(Read)
            .Order(SemVersion.PrecedenceComparer)
            .Select(version => version.ToString())
            .ShouldBe(Order);
        Read("1.0.0+abc").ComparePrecedenceTo(Read("1.0.0+xyz")).ShouldBe(0);
    }

    [Fact]
    public void Behind_is_what_comes_before_the_hubs_own()
    {
        var own = PartnerRelease.Own;

        PartnerRelease.IsBehind("0.0.0-alpha").ShouldBeTrue();
        PartnerRelease.IsBehind(own.ToString()).ShouldBeFalse();
        PartnerRelease.IsBehind($"{own}+build").ShouldBeFalse();
        PartnerRelease.IsBehind(own.WithMajor(own.Major + 1).ToString()).ShouldBeFalse();
        PartnerRelease.IsBehind(null).ShouldBeFalse();
    }

    [Fact]
    public void Comparing_is_an_order() =>
        Gen.Select(Versions, Versions, Versions)
            .Sample(
                (one, two, three) =>
                {
                    Math.Sign(one.ComparePrecedenceTo(two)).ShouldBe(-Math.Sign(two.ComparePrecedenceTo(one)));
                    if (one.ComparePrecedenceTo(two) <= 0 && two.ComparePrecedenceTo(three) <= 0)
                    {
                        one.ComparePrecedenceTo(three).ShouldBeLessThanOrEqualTo(0);
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
    public void What_is_none_is_refused(string text) => PartnerRelease.IsRelease(text).ShouldBeFalse();

    private static SemVersion Read(string text) =>
        PartnerRelease.TryRead(text, out var release) ? release : throw new ArgumentException(text);
}
