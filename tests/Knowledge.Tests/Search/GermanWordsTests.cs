using Stadtgespraeche.Knowledge.Search;

namespace Stadtgespraeche.Knowledge.Tests.Search;

public sealed class GermanWordsTests
{
    [Theory]
    [InlineData("Kita", "Kitas")]
    [InlineData("Bürger", "Buerger")]
    [InlineData("Bürgerinnen", "Bürgern")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Beteiligung", "Beteiligungen")]
    [InlineData("digitale", "digitaler")]
    [InlineData("Strategie", "Strategien")]
    [InlineData("Café", "Cafe")]
    public void Forms_of_one_word_meet(string one, string other) => Stems(one).ShouldBe(Stems(other));

    [Theory]
    [InlineData("Räte", "Rat")]
    [InlineData("Häuser", "Hauser")]
    public void The_plural_s_umlaut_does_not_hide_a_word(string one, string other) =>
        GermanWords.In(one).Single().Stems.ShouldContain(GermanWords.In(other).Single().Stems.First());

    [Theory]
    [InlineData("Haus", "Hau")]
    [InlineData("Kita", "Kiste")]
    public void Different_words_stay_apart(string one, string other) => Stems(one).ShouldNotBe(Stems(other));

    [Fact]
    public void Punctuation_and_small_words_are_no_words() =>
        GermanWords
            .In("Die Räte, und (nicht nur) der Rat – 2026!")
            .Select(word => word.Folded)
            .ShouldBe(["raete", "rat", "2026"]);

    private static string Stems(string word) => GermanWords.In(word).Single().Stems.First();
}
