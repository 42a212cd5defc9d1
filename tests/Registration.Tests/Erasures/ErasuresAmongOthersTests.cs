using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Erasures;

/// <summary>Whoever has everything erased is not refused because others answer, and partners report, at the same moment.</summary>
public sealed class ErasuresAmongOthersTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task An_erasure_waits_for_others_and_is_never_their_victim()
    {
        var sessions = new[]
        {
            await registration.GivenSession(onSite: 5, online: 5),
            await registration.GivenSession(onSite: 5, online: 5, startsInHours: 72),
        };
        var members = await registration.GivenMembers(24);
        await Parallel.ForEachAsync(
            members.SelectMany(member => sessions.Select(session => (member, session))),
            async (seat, _) => await registration.Book(seat.session, seat.member, "OnSite")
        );

        var reports = ReportAsync();
        var answers = await Task.WhenAll(members.Select((member, i) => i % 2 == 0 ? Erase(member) : Change(member)));
        await reports;
        answers.SelectMany(all => all).ShouldAllBe(status => (int)status < 300);

        // One after the other, for the broker lets no partner have more than a few connections.
        async Task ReportAsync()
        {
            foreach (var member in members)
            {
                var now = TimeProvider.System.GetUtcNow();
                await service.DeliverFrom(
                    Bamberg,
                    new DeliveryReported(Bamberg, member, sessions[0], "invitation", 1, true, now)
                );
            }
        }

        async Task<HttpStatusCode[]> Erase(Guid member)
        {
            using var client = service.As(member, Bamberg);
            var body = new { statusCode = $"{Guid.NewGuid():N}" };
            return [(await client.PostAsJsonAsync("/me/erasure", body)).StatusCode];
        }

        async Task<HttpStatusCode[]> Change(Guid member)
        {
            var seen = new List<HttpStatusCode>();
            foreach (var session in sessions.Reverse())
            {
                using var client = service.WithLink(Bamberg, member, session);
                foreach (var answer in (string[])["Online", "Declined", "OnSite"])
                {
                    seen.Add((await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer })).StatusCode);
                }
            }

            return [.. seen];
        }
    }
}
