using CsCheck;
using Stadtgespraeche.Registration.Applications.Decisions;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Tests.Applications.Decisions;

public sealed class SuggestPartnerKeyTests
{
    [Theory]
    [InlineData("Bamberg, Stadt", "bamberg")]
    [InlineData("Köln", "koeln")]
    [InlineData("Metropolregion Rhein-Neckar", "metropolregion-rhein-neckar")]
    [InlineData("Straßburg (Uckermark)", "strassburg-uckermark")]
    [InlineData("Ralbicy-Róžant", "ralbicy-rozant")]
    [InlineData("東京", "kommune")]
    public void A_key_reads_like_the_name(string name, string key) =>
        SuggestPartnerKey.From(name, new HashSet<string>()).ShouldBe(key);

    [Fact]
    public void A_taken_key_gets_a_number() =>
        SuggestPartnerKey.From("Neustadt", new HashSet<string> { "neustadt", "neustadt-2" }).ShouldBe("neustadt-3");

    [Fact]
    public void Whatever_the_name_is_the_key_is_one_and_not_taken() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.String[Gen.Char["aäßéžX -,.東"], 0, 120]), Gen.Int[0, 12])
            .Sample(
                (name, others) =>
                {
                    var taken = new HashSet<string>();
                    for (var i = 0; i < others; i++)
                    {
                        taken.Add(SuggestPartnerKey.From(name, taken));
                    }

                    var key = SuggestPartnerKey.From(name, taken);
                    taken.Count.ShouldBe(others);
                    taken.ShouldNotContain(key);
                    AdmitPartner.IsKey(key).ShouldBeTrue($"{name} becomes {key}");
                }
            );
}
