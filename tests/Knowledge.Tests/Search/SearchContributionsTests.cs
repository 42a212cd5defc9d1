using System.Net;

namespace Stadtgespraeche.Knowledge.Tests.Search;

public sealed class SearchContributionsTests(KnowledgeFixture fixture)
{
    // Each test looks within a session of its own, so that the others' texts do not answer.
    private readonly Guid session = Guid.CreateVersion7();

    [Theory]
    [InlineData("Beteiligung", "Digitale Bürgerbeteiligung", "Wir fragten das Quartier.")]
    [InlineData("Bürgerbeteiligung", "Beteiligung", "Die Bürger wurden gefragt.")]
    [InlineData("Buerger", "Für alle Bürger", "Text")]
    [InlineData("Kita", "Neue Kitas", "Text")]
    [InlineData("Rat", "Aus der Ratsarbeit", "Text")]
    [InlineData("Rat", "Was Räte brauchen", "Text")]
    [InlineData("abstimmungsgeräte", "Rückblick", "Über **Mikrofone** und Abstimmungsgeräte.")]
    [InlineData("hybride Sitzungen", "Sitzung", "Sie war hybrid.")]
    [InlineData("Straße", "Strassenreinigung", "Text")]
    public async Task German_words_find_their_other_forms_and_their_compounds(string words, string title, string body)
    {
        var id = await fixture.Service.RecapAsync(title, body, session);
        await fixture.Service.RecapAsync("Wetterbericht", "Regen.", session);

        (await fixture.Service.FindAsync(words, session)).ShouldBe([id]);
    }

    [Fact]
    public async Task A_compound_is_found_by_a_part_that_nobody_had_written_before()
    {
        var id = await fixture.Service.RecapAsync("Der Zwirbelkompass", "Text", session);

        (await fixture.Service.FindAsync("Zwirbel", session)).ShouldBe([id]);
        (await fixture.Service.FindAsync("Kompass", session)).ShouldBe([id]);
    }

    [Theory]
    [InlineData("Abstimungsgerät")]
    [InlineData("Abstimmungsgreät")]
    public async Task A_typing_error_finds_what_was_meant(string mistyped)
    {
        var id = await fixture.Service.RecapAsync("Rückblick", "Über Mikrofone und Abstimmungsgeräte.", session);

        (await fixture.Service.FindAsync(mistyped, session)).ShouldBe([id]);
    }

    [Fact]
    public async Task A_hit_in_the_title_comes_before_one_in_the_text_and_that_before_a_part()
    {
        var part = await fixture.Service.RecapAsync("Dritter", "Die Energiewende kommt.", session);
        var body = await fixture.Service.RecapAsync("Zweiter", "Mit Energie voran.", session);
        var title = await fixture.Service.RecapAsync("Energie zuerst", "Text", session);

        (await fixture.Service.FindAsync("Energie", session)).Take(2).ShouldBe([title, body]);
        (await fixture.Service.FindAsync("Energie", session)).ShouldContain(part);
    }

    [Fact]
    public async Task Every_word_has_to_be_there()
    {
        var both = await fixture.Service.RecapAsync("Radweg und Ampel", "Text", session);
        await fixture.Service.RecapAsync("Nur Radweg", "Text", session);

        (await fixture.Service.FindAsync("Ampel Radweg", session)).ShouldBe([both]);
    }

    [Fact]
    public async Task What_is_not_released_is_neither_listed_nor_found_nor_suggested()
    {
        var member = await fixture.Service.AttendeeAsync(session);
        await (await member.WriteAsync(Guid.NewGuid(), session, "Geheimnisvollerweise", "Quastenflosser")).OkAsync();

        (await fixture.Service.FindAsync("Quastenflosser", session)).ShouldBeEmpty();
        var listed = await (await fixture.Service.Anonymous.GetAsync($"/contributions?sessionId={session}")).OkAsync();
        listed.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Pages_hold_twenty_and_together_everything_once()
    {
        for (var number = 0; number < 23; number++)
        {
            await fixture.Service.RecapAsync($"Seitenzahl {number}", "Blättern", session);
        }

        foreach (var query in new[] { "", "&q=Bl%C3%A4ttern" })
        {
            var first = await (
                await fixture.Service.Anonymous.GetAsync($"/contributions?sessionId={session}{query}")
            ).OkAsync();
            var second = await (
                await fixture.Service.Anonymous.GetAsync($"/contributions?sessionId={session}&page=2{query}")
            ).OkAsync();
            (first.GetProperty("total").GetInt32(), first.GetProperty("pages").GetInt32()).ShouldBe((23, 2));
            first.GetProperty("totalIsCapped").GetBoolean().ShouldBeFalse();
            first
                .GetProperty("contributions")
                .EnumerateArray()
                .Concat(second.GetProperty("contributions").EnumerateArray())
                .Select(hit => hit.GetProperty("id").GetGuid())
                .Distinct()
                .Count()
                .ShouldBe(23);
        }
    }

    [Theory]
    [InlineData("'")]
    [InlineData("a' | 'b")]
    [InlineData("!!! & | ( <-> :*")]
    [InlineData("die und der")]
    [InlineData("\0%_\\")]
    [InlineData("日本 العربية Škoda İ")]
    public async Task Whatever_is_typed_is_looked_for_and_never_an_error(string words) =>
        await (await fixture.Service.Anonymous.GetAsync($"/contributions?q={Uri.EscapeDataString(words)}")).OkAsync();

    [Fact]
    public async Task Searches_that_make_no_sense_are_refused_with_a_code()
    {
        (
            await (await fixture.Service.Anonymous.GetAsync($"/contributions?q={new string('x', 201)}")).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["query-too-long"]);
        (
            await (await fixture.Service.Anonymous.GetAsync("/contributions?kind=Geheimnis")).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["kind-unknown"]);
        (
            await (await fixture.Service.Anonymous.GetAsync("/contributions?sessionId=x")).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["request-malformed"]);
        (
            await (await fixture.Service.Anonymous.GetAsync($"/contributions/{Guid.NewGuid()}")).CodesAsync(
                HttpStatusCode.NotFound
            )
        ).ShouldBe(["contribution-unknown"]);
    }

    [Fact]
    public async Task The_excerpt_shows_where_the_word_stands()
    {
        await fixture.Service.RecapAsync(
            "Langer Text",
            string.Concat(Enumerable.Repeat("Füllwort ", 200))
                + "Leuchtturmprojekt "
                + string.Concat(Enumerable.Repeat("Füllwort ", 200)),
            session
        );

        var found = await (
            await fixture.Service.Anonymous.GetAsync($"/contributions?q=Leuchtturmprojekt&sessionId={session}")
        ).OkAsync();

        found
            .GetProperty("contributions")[0]
            .GetProperty("excerpt")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("Leuchtturmprojekt");
    }
}
