using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Resends;

public sealed class ResendTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_partner_that_asks_gets_all_present_facts_about_its_own_members_and_their_number()
    {
        var partner = await NewPartner();
        await using var accepted = await service.ListenAt<MemberAccepted>(partner);
        await using var departed = await service.ListenAt<MemberDeparted>(partner);
        await using var booked = await service.ListenAt<SeatBooked>(partner);
        await using var released = await service.ListenAt<SeatReleased>(partner);
        await using var attended = await service.ListenAt<AttendanceRecorded>(partner);
        await using var completed = await service.ListenAt<ResendCompleted>(partner);
        await using var ordered = await service.Listen<ResendOrdered>();
        var (coming, past) = (
            await registration.GivenSession(onSite: 1),
            await registration.GivenSession(startsInHours: -1)
        );
        var members = await registration.GivenMembers(4, partner);
        await registration.Book(coming, members[0], "Online", partner: partner);
        await registration.Book(coming, members[1], "OnSite", partner: partner);
        await registration.Book(coming, members[2], "OnSite", partner: partner);
        await registration.Book(coming, members[1], "Declined", partner: partner);
        await registration.Book(past, members[1], "OnSite", partner: partner);
        (
            await service.Organiser.PutAsync(
                $"/sessions/{past}/attendance/{members[1]}",
                System.Net.Http.Json.JsonContent.Create(new { attended = true })
            )
        ).EnsureSuccessStatusCode();
        await registration.Announce(past, 2, 10, 10, startsInHours: -9);
        await registration.Say(partner, new MandateEnded(partner, members[3], 2));
        await Report(partner, members[0], coming, "invitation", 0);
        await Report(partner, members[0], coming, "seat", 4);
        await Report(partner, members[0], coming, "seat", 2);
        await registration.Say(
            partner,
            new DeliveryReported(partner, members[2], coming, "seat", 9, Delivered: false, DateTimeOffset.UnixEpoch)
        );
        await registration.Say(
            RegistrationFixture.Bamberg,
            new DeliveryReported(
                RegistrationFixture.Bamberg,
                members[2],
                coming,
                "seat",
                9,
                Delivered: true,
                DateTimeOffset.UnixEpoch
            )
        );

        var resend = Guid.NewGuid();
        await service.DeliverFrom(partner, new ResendRequested(partner, resend));

        (await completed.Next(message => message.Resend == resend)).ShouldBe(
            new ResendCompleted(partner, resend, "registration", 8)
        );
        (await ordered.Next(message => message.Resend == resend)).Partner.ShouldBe(partner);
        await Eventually.Holds(() =>
        {
            var heard =
                accepted.Heard.Count(message => message.Resend == resend)
                + departed.Heard.Count(message => message.Resend == resend)
                + booked.Heard.Count(message => message.Resend == resend)
                + released.Heard.Count(message => message.Resend == resend)
                + attended.Heard.Count(message => message.Resend == resend);
            heard.ShouldBe(8);
        });

        accepted
            .Heard.Single(message => message.Resend == resend && message.MemberId == members[0])
            .Delivered.ShouldBe(
                [new DeliveredMail(coming, "invitation", 0), new DeliveredMail(coming, "seat", 4)],
                ignoreOrder: true
            );
        booked
            .Heard.Single(message => message.Resend == resend && message.MemberId == members[0])
            .ShouldBe(
                new SeatBooked(
                    partner,
                    members[0],
                    coming,
                    1,
                    SeatForm.Online,
                    null,
                    null,
                    "https://video.example/saal",
                    SeatBookedCause.Booked,
                    4,
                    resend
                )
            );
        booked
            .Heard.Single(message => message.Resend == resend && message.MemberId == members[2])
            .ShouldBe(
                new SeatBooked(
                    partner,
                    members[2],
                    coming,
                    2,
                    SeatForm.OnSite,
                    null,
                    null,
                    null,
                    SeatBookedCause.Promoted,
                    null,
                    resend
                )
            );
        released
            .Heard.Single(message => message.Resend == resend)
            .ShouldBe(
                new SeatReleased(
                    partner,
                    members[1],
                    coming,
                    2,
                    HadSeat: true,
                    SeatReleasedCause.Cancelled,
                    null,
                    resend
                )
            );
        departed.Heard.Single(message => message.Resend == resend).MemberId.ShouldBe(members[3]);
        attended.Heard.Single(message => message.Resend == resend).Attended.ShouldBeTrue();
    }

    private Task Report(string partner, Guid member, Guid session, string kind, long version) =>
        registration.Say(
            partner,
            new DeliveryReported(partner, member, session, kind, version, Delivered: true, DateTimeOffset.UnixEpoch)
        );

    private async Task<string> NewPartner()
    {
        var key = $"heim-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        await registration.GivenKey(key);
        return key;
    }
}
