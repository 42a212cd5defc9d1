using CsCheck;
using Stadtgespraeche.Api;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Scheduling.Tests;

public sealed class FieldTextsTests
{
    [Theory]
    [InlineData("Aufwand<Nutzen")]
    [InlineData("x<y und z>a")]
    [InlineData("<3 für unsere Stadt")]
    [InlineData("<Bürgerhaus> oder <Rathaus>")]
    [InlineData("Kosten < 100 Euro, Nutzen > 0")]
    [InlineData("<amt@bamberg.example>")]
    public void An_angle_bracket_is_text(string text)
    {
        var errors = new FieldErrors();
        errors.ReadLine("title", "title", text, 150).ShouldBe(text);
        errors.ReadMarkdown("body", "body", text, 150).ShouldBe(text);
        errors.Any.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("<SCRIPT src=x>")]
    [InlineData("</b>")]
    [InlineData("<br/>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<!-- versteckt -->")]
    [InlineData("<!DOCTYPE html>")]
    public void Markup_is_refused(string text)
    {
        var errors = new FieldErrors();
        errors.ReadLine("title", "title", $"vor {text} nach", 150);
        errors.All.ShouldHaveSingleItem().Code.ShouldBe("text-contains-html");
    }

    [Fact]
    public void Reading_never_fails_and_changes_nothing_but_line_ends_the_edges_and_what_nobody_sees() =>
        Gen.String[0, 100]
            .Sample(text =>
            {
                var read = new FieldErrors().ReadLines("body", "body", text, 1000);
                (read ?? "").ShouldBe(CleanText.Characters(text)!.ReplaceLineEndings("\n").Trim());
            });
}
