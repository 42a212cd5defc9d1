using CsCheck;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Tests.Contributions;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("[Klick](javascript:alert(1))", "javascript:")]
    [InlineData("[Klick](data:text/html;base64,PHNjcmlwdD4=)", "data:")]
    [InlineData("![Bild](https://spion.example/pixel.png)", "<img")]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<b onclick=alert(1)>x</b>", "<b ")]
    [InlineData("<https://x.example/\" onmouseover=alert(1)>", "<a onmouse")]
    public void Nothing_that_acts_or_spies_gets_into_the_page(string markdown, string never) =>
        MarkdownText.ToHtml(markdown).ShouldNotContain(never, Case.Insensitive);

    [Fact]
    public void Headings_begin_below_the_page_s_own_and_links_give_nothing_away() =>
        MarkdownText
            .ToHtml("# Groß\n\n[Stadt](https://stadt.example/)")
            .ShouldBe(
                "<h2>Groß</h2>\n<p><a href=\"https://stadt.example/\" rel=\"nofollow noopener noreferrer\">Stadt</a></p>\n"
            );

    [Theory]
    [InlineData("# Ergebnis\n\nEs war gut.", "Ergebnis: Es war gut.")]
    [InlineData("## Was nun?\nWeiter.", "Was nun? Weiter.")]
    [InlineData("Mit **Nachdruck** und [Link](https://stadt.example/)", "Mit Nachdruck und Link")]
    [InlineData("- eins\n- zwei", "eins zwei")]
    [InlineData("Aufwand<Nutzen & x<y", "Aufwand<Nutzen & x<y")]
    public void A_teaser_is_one_line_in_which_no_heading_sticks_to_the_text(string markdown, string teaser) =>
        MarkdownText.ToTeaser(markdown).ShouldBe(teaser);

    [Fact]
    public void Whatever_is_typed_the_page_gets_known_elements_only() =>
        Gen.String[Gen.Char["<>/\"'=#*_`[](){}!:&; \n\tabcxonjavscript"], 0, 200]
            .Sample(
                text =>
                {
                    var parsed = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(MarkdownText.ToHtml(text));
                    parsed
                        .Body!.QuerySelectorAll("*")
                        .All(element =>
                            "P BR STRONG EM DEL UL OL LI BLOCKQUOTE CODE PRE HR A H2 H3 H4 H5 H6 TABLE THEAD TBODY TR TH TD".Contains(
                                element.TagName
                            )
                            && element.Attributes.All(attribute =>
                                attribute.Name == "href" || attribute.Name == "rel" || attribute.Name == "start"
                            )
                        )
                        .ShouldBeTrue();
                },
                iter: 1_000
            );
}
