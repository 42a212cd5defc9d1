using CsCheck;
using Stadtgespraeche.Knowledge.Search;

namespace Stadtgespraeche.Knowledge.Tests.Search;

public sealed class CompoundsTests
{
    [Theory]
    [InlineData("buergerbeteiligung", "buerger beteiligung")]
    [InlineData("ratsarbeit", "rat arbeit")]
    [InlineData("stadtratssitzung", "stadt rat sitzung")]
    [InlineData("kindergartenplatz", "kinder garten platz")]
    [InlineData("strassenreinigung", "strasse reinigung")]
    [InlineData("videokonferenz", "")]
    public void A_compound_is_split_into_the_fewest_known_words(string word, string parts) =>
        string.Join(' ', Compounds.Split(word, MunicipalWords.All.Contains)).ShouldBe(parts);

    [Fact]
    public void A_word_made_of_known_words_is_always_split_and_its_parts_are_known()
    {
        var words = MunicipalWords.All.Where(word => word.Length > 3).ToArray();
        Gen.Select(Gen.OneOf(words), Gen.OneOf("", "s", "n", "en", "er"), Gen.OneOf(words))
            .Sample(
                (first, link, second) =>
                {
                    var parts = Compounds.Split(first + link + second, MunicipalWords.All.Contains);

                    parts.Count.ShouldBeGreaterThanOrEqualTo(2);
                    parts.All(MunicipalWords.All.Contains).ShouldBeTrue();
                },
                iter: 2_000
            );
    }

    [Fact]
    public void The_longest_word_anybody_types_is_split_in_no_time() =>
        Compounds.Split(string.Concat(Enumerable.Repeat("rat", 20)), MunicipalWords.All.Contains).Count.ShouldBe(20);
}
