using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Clashes;

/// <summary>What the form of a draft is told about others. Each test has a speaker and a house of its own.</summary>
public sealed class FindClashesTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private readonly string own = $"{Guid.NewGuid():N}";

    [Fact]
    public async Task A_speaker_and_a_house_of_another_session_are_named_and_the_draft_can_be_published()
    {
        var other = await service.SessionAsync(Plan("18:00"));

        var (id, draft) = await SaveAsync(Plan("19:59"));

        Clashes(draft).ShouldBe([$"Venue {House} {other} False", $"Speaker {Speaker} {other} False"]);
        Clashes(await (await service.Organiser.GetAsync($"/drafts/{id}")).OkAsync()).Count.ShouldBe(2);
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 1 })).OkAsync();
    }

    [Fact]
    public async Task Ends_that_touch_are_no_clash()
    {
        await service.SessionAsync(Plan("18:00"));

        Clashes((await SaveAsync(Plan("20:00"))).Draft).ShouldBeEmpty();
        Clashes((await SaveAsync(Plan("16:00"))).Draft).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_takes_its_people_past_midnight_too()
    {
        var other = await service.SessionAsync(Plan("23:00"));

        Clashes((await SaveAsync(Plan("00:30", day: 16))).Draft).ShouldContain($"Speaker {Speaker} {other} False");
        Clashes((await SaveAsync(Plan("01:00", day: 16))).Draft).ShouldNotContain($"Speaker {Speaker} {other} False");
    }

    [Fact]
    public async Task A_draft_is_named_to_organisers_and_to_nobody_else()
    {
        var (other, _) = await SaveAsync(Plan("18:00"));

        var (id, draft) = await SaveAsync(Plan("18:00"));

        Clashes(draft).ShouldBe([$"Venue {House} {other} True", $"Speaker {Speaker} {other} True"]);
        (await service.Anonymous.GetAsync($"/drafts/{id}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 1 })).OkAsync();
        (await service.Anonymous.GetStringAsync($"/sessions/{id}")).ShouldNotContain(other.ToString());
    }

    [Fact]
    public async Task What_was_called_off_takes_nothing_nor_does_the_draft_that_was_begun_of_it()
    {
        var other = await service.SessionAsync(Plan("18:00"));
        await SaveAsync(Plan("18:30"), other, basedOn: 1);
        await (await service.CancelAsync(other)).OkAsync();

        Clashes((await SaveAsync(Plan("18:00"))).Draft).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_is_being_moved_is_no_clash_with_itself_and_is_named_once_to_others()
    {
        var other = await service.SessionAsync(Plan("18:00"));
        var (_, draft) = await SaveAsync(Plan("18:30"), other, basedOn: 1);

        Clashes(draft).ShouldBeEmpty();
        Clashes((await SaveAsync(Plan("18:00"))).Draft).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData("irgendwann", 120)]
    [InlineData("2099-05-15T18:00", null)]
    [InlineData("2099-05-15T18:00", int.MaxValue)]
    [InlineData("2099-05-15T18:00", -5)]
    public async Task A_draft_that_does_not_say_when_it_is_has_no_clash(string? start, int? length)
    {
        await service.SessionAsync(Plan("18:00"));

        var (_, draft) = await SaveAsync(Plan("18:00") with { LocalStart = start, LengthMinutes = length });

        Clashes(draft).ShouldBeEmpty();
    }

    private string Speaker => $"Rita {own}";

    private string House => $"Haus {own}";

    private ScheduleSession.ScheduleSessionRequest Plan(string time, int day = 15) =>
        Given.Plan() with
        {
            LocalStart = $"2099-05-{day}T{time}",
            Venue = Given.Plan().Venue! with { Name = House },
            Programme = [.. Given.Plan().Programme!.Select(item => Named(item!))],
        };

    private ScheduleSession.ItemRequest Named(ScheduleSession.ItemRequest item) =>
        item.Speaker is null ? item : item with { Speaker = Speaker };

    private async Task<(Guid Id, JsonElement Draft)> SaveAsync(
        ScheduleSession.ScheduleSessionRequest plan,
        Guid? session = null,
        long basedOn = 0
    )
    {
        var id = session ?? Guid.CreateVersion7();
        var answer = await service.Organiser.PutAsJsonAsync($"/drafts/{id}", new { plan, basedOn });
        return (id, await answer.OkAsync());
    }

    private static IReadOnlyList<string> Clashes(JsonElement draft) =>
        [
            .. draft
                .GetProperty("clashes")
                .EnumerateArray()
                .Select(clash =>
                    $"{clash.GetProperty("kind")} {clash.GetProperty("name")} {clash.GetProperty("sessionId")} "
                    + clash.GetProperty("isDraft")
                ),
        ];
}
