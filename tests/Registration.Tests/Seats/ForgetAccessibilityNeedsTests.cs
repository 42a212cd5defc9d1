using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Seats;

public sealed class ForgetAccessibilityNeedsTests(RegistrationFixture registration)
{
    [Fact]
    public async Task Needs_are_deleted_the_day_after_the_session_and_not_before()
    {
        var member = await registration.GivenMember();
        var (longAgo, today) = (
            await registration.GivenSession(startsInHours: -1),
            await registration.GivenSession(startsInHours: -1)
        );
        await registration.Book(longAgo, member, "OnSite", question: "Wie?", needs: "Rampe");
        await registration.Book(today, member, "OnSite", needs: "Rampe");
        await registration.Announce(longAgo, 2, 10, 10, startsInHours: -27);
        await registration.Announce(today, 2, 10, 10, startsInHours: -25);

        // The job looks at once when a service starts.
        await using var replica = await ServiceUnderTest<Program>.StartAsync(registration.Service.Settings);

        await Eventually.Holds(async () => (await Needs(longAgo)).ShouldBeNull());
        (await Needs(today)).ShouldBe("Rampe");
        (await registration.Query(db => db.Seats.SingleAsync(seat => seat.SessionId == longAgo))).Question.ShouldBe(
            "Wie?"
        );

        async Task<string?> Needs(Guid session) =>
            (
                await registration.Query(db => db.Seats.AsNoTracking().SingleAsync(seat => seat.SessionId == session))
            ).AccessibilityNeeds;
    }
}
