using CsCheck;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Attendance;

public sealed class KeepAttendanceWhenAttendanceRecordedTests(KnowledgeFixture fixture)
{
    [Fact]
    public Task The_latest_word_counts_in_whatever_order_and_however_often_it_comes() =>
        Gen.Shuffle(new[] { 1, 2, 3, 3, 2 })
            .SampleAsync(
                async order =>
                {
                    var (session, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                    var client = fixture.Service.WithLink("bamberg", member, session, PersonalLink.ContributionPurpose);

                    foreach (var version in order)
                    {
                        await fixture.Service.Deliver(
                            new AttendanceRecorded(
                                "bamberg",
                                member,
                                session,
                                version,
                                version == 3,
                                $"Name {version}",
                                "Bamberg"
                            )
                        );
                    }

                    // Version 4 of somebody else closes the row: when it has been heard, so have the ones before it on
                    // the same queue.
                    var last = Guid.CreateVersion7();
                    await fixture.Service.Deliver(
                        new AttendanceRecorded("bamberg", last, session, 4, true, "Letzter Name", "Bamberg")
                    );
                    await Eventually.Holds(async () =>
                        (
                            await (
                                await fixture
                                    .Service.WithLink("bamberg", last, session, PersonalLink.ContributionPurpose)
                                    .GetAsync($"/sessions/{session}/authorship")
                            ).OkAsync()
                        )
                            .GetProperty("attended")
                            .GetBoolean()
                            .ShouldBeTrue()
                    );
                    await Eventually.Holds(async () =>
                    {
                        var known = await (await client.GetAsync($"/sessions/{session}/authorship")).OkAsync();
                        known.GetProperty("attended").GetBoolean().ShouldBeTrue();
                        known.GetProperty("displayName").GetString().ShouldBe("Name 3");
                    });
                },
                iter: 5,
                threads: 1
            );

    [Fact]
    public async Task Who_was_ticked_by_mistake_writes_no_more()
    {
        var (session, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var client = await fixture.Service.AttendeeAsync(session, "bamberg", member);

        await fixture.Service.Deliver(
            new AttendanceRecorded("bamberg", member, session, 2, false, "Testina Beispielfrau", "Bamberg")
        );

        await Eventually.Holds(async () =>
            (await client.WriteAsync(Guid.NewGuid(), session)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden)
        );
    }
}
