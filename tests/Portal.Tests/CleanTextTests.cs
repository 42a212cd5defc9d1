using System.Text;
using CsCheck;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What nobody sees must not make two of one name or address.</summary>
public sealed class CleanTextTests
{
    private static readonly Gen<string> Odd = Gen.Char[
            "aüß @.\u0301\u0308\u00A0\u202F\u2009\u00AD\u200B\u200D\u202A\u202E\u2066\uFEFF\u2011\u3164\uFE0F\uFFFE\uD83D\uDC69☀\n\t\0"
        ]
        .Array[0, 30]
        .Select(letters => new string(letters));

    [Theory]
    [InlineData("rita\u200B@rat.example")]
    [InlineData("\u202Arita@rat.example\u202C")]
    [InlineData("rita@rat\u00AD.example")]
    [InlineData("\uFEFFrita@\uFEFFrat.example")]
    [InlineData("\u00A0Rita@Rat.Example\u2007")]
    [InlineData("rita\uFFFE@rat.example")]
    [InlineData("rita@rat.example\u3164\u180E\u2800")]
    public void An_address_with_what_nobody_sees_is_the_address(string copied) =>
        CleanText.Address(copied).ShouldBe("rita@rat.example");

    [Theory]
    [InlineData("Ju\u0308rgen  Mu\u0308ller\u2011Muster", "Jürgen Müller-Muster")]
    [InlineData("Rita\u00A0Beispiel", "Rita Beispiel")]
    [InlineData("Bei\u00ADspiel\u200B", "Beispiel")]
    [InlineData(" Rita \n Beispiel\t", "Rita Beispiel")]
    [InlineData("a\u0308\u034F", "ä")]
    [InlineData("\u200B\u00A0\uFEFF", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_line_is_composed_and_has_single_blanks(string? text, string? clean) =>
        CleanText.Line(text).ShouldBe(clean);

    [Fact]
    public void Lines_and_pictures_stay_and_control_characters_are_left_for_the_rules()
    {
        CleanText.Characters("eins\r\n\r\n  zwei\u00A0drei\u202E").ShouldBe("eins\r\n\r\n  zwei drei");
        CleanText.Characters("👩\u200D👧 ☀\uFE0F").ShouldBe("👩\u200D👧 ☀\uFE0F");
        CleanText.Line("a\0b\u0007ü").ShouldBe("a\0b\u0007ü");
        CleanText.Line("halb \uD83D").ShouldBe("halb \uFFFD");
    }

    [Fact]
    public void What_is_clean_stays_as_it_is_and_has_nothing_invisible() =>
        Odd.Sample(
            text =>
            {
                foreach (
                    var clean in (Func<string?, string?>[])[CleanText.Line, CleanText.Address, CleanText.Characters]
                )
                {
                    var once = clean(text);
                    clean(once).ShouldBe(once);
                    (once ?? "").IsNormalized(NormalizationForm.FormC).ShouldBeTrue();
                    (once ?? "").ShouldAllBe(c =>
                        "\u00A0\u202F\u2009\u00AD\u200B\u202A\u202E\u2066\uFEFF\u2011\u3164\uFFFE".IndexOf(c) < 0
                    );
                }
            },
            iter: 20_000
        );

    [Fact]
    public void What_is_put_between_the_letters_of_an_address_changes_nothing() =>
        Gen.Select(Gen.Int[0, 16], Gen.OneOf("\u200B", "\u00AD", "\u202A", "\u2066", "\uFEFF", "\u200E"))
            .Sample(
                (at, unseen) => CleanText.Address("rita@rat.example".Insert(at, unseen)).ShouldBe("rita@rat.example")
            );
}
