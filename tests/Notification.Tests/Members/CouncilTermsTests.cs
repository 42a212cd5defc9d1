using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>
/// Mandates over time: the council's term ends them, a new one revives them, and somebody takes over a seat.
/// </summary>
public sealed class CouncilTermsTests : IAsyncLifetime
{
    private const string Header = "Kennung;Vorname;Nachname;E-Mail;Mandatsbeginn;Mandatsende\n";
    private City city = null!;

    private DateOnly Today => DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime);

    public async ValueTask InitializeAsync() => city = await City.StartAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Who_has_no_end_of_ones_own_leaves_with_the_term_and_comes_back_as_the_same_member_when_elected_again()
    {
        await using var ended = await Listener<MandateEnded>.StartAsync(city.Service.Broker, $"from.{City.Key}");
        var own = Today.AddDays(90);
        var file =
            Header
            + $"1;Testina;Bleibt;b@rat.example;;\n2;Otto;Geht;g@rat.example;;\n3;Eva;Eigen;e@rat.example;;{own:dd.MM.yyyy}";
        await city.Import(file);
        var before = await city.Enrolled.Next(member => member.DisplayName == "Testina Bleibt");
        var end = Today.AddDays(30);
        (await SetAsync(end)).ShouldBe(2);
        (await SetAsync(end)).ShouldBe(0);
        (
            await city.Enrolled.Next(member => member.MemberId == before.MemberId && member.Version == 2)
        ).MandateUntil.ShouldBe(end);
        (await city.Import(file)).ShouldSatisfyAllConditions(
            report => report.Unchanged.ShouldBe(3),
            report => report.Changed.ShouldBe(0)
        );

        // Moved by a week, those who end with it move too.
        (await SetAsync(end = end.AddDays(7))).ShouldBe(2);
        (await Members()).Select(member => member.MandateUntil).ShouldBe([end, end, own]);

        city.Clock.Advance(TimeSpan.FromDays(40));
        await ended.Next(fact => fact.MemberId == before.MemberId);
        await Eventually.Holds(() => ended.Heard.Count.ShouldBe(2));
        (await city.Import(Header + "1;Testina;Bleibt;b@rat.example;;")).Changed.ShouldBe(1);
        (
            await city.Enrolled.Next(member => member.MemberId == before.MemberId && member.Version > 3)
        ).MandateUntil.ShouldBeNull();
        (await Members())
            .Select(member => (member.MandateUntil, member.MandateEndReported))
            .ShouldBe([(null, false), (end, true), (own, false)]);
    }

    [Fact]
    public async Task A_mandate_that_is_extended_at_the_very_moment_does_not_end()
    {
        await using var ended = await Listener<MandateEnded>.StartAsync(city.Service.Broker, $"from.{City.Key}");
        await city.Import(
            Header
                + $"1;Testina;Bleibt;b@rat.example;;{Today.AddDays(2):dd.MM.yyyy}\n2;Otto;Geht;g@rat.example;;{Today.AddDays(2):dd.MM.yyyy}"
        );
        var (stays, leaves) = await Members() is [var first, var second] ? (first.Id, second.Id) : default;
        await using (
            var import = await HeldRows.HoldAsync(
                city.Service.Database,
                $"""
                lock table members in share row exclusive mode;
                update members set mandate_until = mandate_until + 90 where id = '{stays}' returning id
                """
            )
        )
        {
            city.Clock.Advance(TimeSpan.FromDays(5));
            await import.SomebodyWaitsAsync();
            await import.CommitAsync();
        }

        await ended.Next(fact => fact.MemberId == leaves);
        (await Members())
            .Select(member => (member.Version, member.MandateEndReported))
            .ShouldBe([(1, false), (2, true)]);
        ended.Heard.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_seat_is_taken_over_once_by_somebody_who_comes_after_and_only_the_city_knows()
    {
        await city.Import(
            Header
                + $"1;Alt;Eins;a@rat.example;01.07.2024;{Today.AddDays(5):dd.MM.yyyy}\n2;Neu;Zwei;n@rat.example;;\n"
                + "3;Schon;Da;s@rat.example;01.07.2024;\n4;Noch;Einer;o@rat.example;;"
        );
        var (old, next, there, other) = await Members() is [var a, var b, var c, var d]
            ? (a.Id, b.Id, c.Id, d.Id)
            : default;
        (await FollowAsync(next, there)).ShouldBe(
            "Bitte tragen Sie zuerst ein, wann das Mandat der ausscheidenden Person endet."
        );
        (await FollowAsync(old, old)).ShouldBe("Niemand folgt sich selbst nach.");
        (await FollowAsync(there, old)).ShouldBe("Die nachfolgende Person war schon vorher im Rat.");
        (await FollowAsync(Guid.CreateVersion7(), old)).ShouldBe("Eine der beiden Personen gibt es nicht mehr.");
        (await FollowAsync(next, old)).ShouldBeNull();
        (await FollowAsync(next, old)).ShouldBeNull();
        (await FollowAsync(other, old)).ShouldBe("Der ausscheidenden Person ist schon jemand nachgefolgt.");
        (await city.Enrolled.Next(member => member.MemberId == next && member.Version == 2)).MandateFrom.ShouldBe(
            Today.AddDays(6)
        );

        // When the predecessor's data is deleted, the link goes and the successor stays.
        await city.Query(db => db.Members.Where(member => member.Id == old).ExecuteDeleteAsync());
        (await city.Query(db => db.Members.SingleAsync(member => member.Id == next))).PredecessorId.ShouldBeNull();
    }

    private Task<List<Member>> Members() =>
        city.Query(db => db.Members.AsNoTracking().OrderBy(member => member.Reference).ToListAsync());

    private Task<int> SetAsync(DateOnly? until) =>
        city.Query(db => CouncilTerms.SetAsync(db, City.Key, until, Today, CancellationToken.None));

    private Task<string?> FollowAsync(Guid successor, Guid predecessor) =>
        city.Query(db => SucceedMember.HandleAsync(db, City.Key, successor, predecessor, CancellationToken.None));
}
