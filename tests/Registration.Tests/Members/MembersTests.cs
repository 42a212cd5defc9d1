using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Members;

[Collection(NoOtherReplica.Name)]
public sealed class MembersTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task An_enrolled_member_is_accepted_and_a_higher_version_brings_a_new_name()
    {
        await using var accepted = await service.ListenAt<MemberAccepted>(Bamberg);
        var id = await registration.GivenMember(name: "Erika Beispiel");
        (await accepted.Next(message => message.MemberId == id)).DisplayName.ShouldBe("Erika Beispiel");

        await service.DeliverFrom(Bamberg, new MemberEnrolled(Bamberg, id, 3, "Erika Muster"));
        (await accepted.Next(message => message.MemberId == id && message.Version == 3)).DisplayName.ShouldBe(
            "Erika Muster"
        );

        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 2, "Zu Spät"));
        (await Member(id))!.DisplayName.ShouldBe("Erika Muster");
    }

    [Fact]
    public async Task A_partner_cannot_enrol_or_end_another_partners_member()
    {
        var id = await registration.GivenMember(Bamberg, "Erika Beispiel");

        await registration.Say(Kaiserslautern, new MemberEnrolled(Kaiserslautern, id, 9, "Übernommen"));
        await registration.Say(Kaiserslautern, new MandateEnded(Kaiserslautern, id, 10));
        await registration.Say(
            Kaiserslautern,
            new DeliveryReported(
                Kaiserslautern,
                id,
                Guid.CreateVersion7(),
                "invitation",
                1,
                true,
                TimeProvider.System.GetUtcNow()
            )
        );

        var member = (await Member(id))!;
        (member.Partner, member.DisplayName, member.Departed).ShouldBe((Bamberg, "Erika Beispiel", false));
        (await registration.Query(db => db.Deliveries.AnyAsync(row => row.MemberId == id))).ShouldBeFalse();
        foreach (
            var refused in (string[])["a member of kaiserslautern", "a mandate's end", "a delivery from kaiserslautern"]
        )
        {
            registration.Log.ShouldContain(line =>
                line.StartsWith("Warning") && line.Contains(refused) && !line.Contains($"{id}")
            );
        }
    }

    [Fact]
    public async Task A_word_that_names_another_partner_than_its_sender_is_refused()
    {
        var id = Guid.CreateVersion7();

        await service.DeliverFrom(Kaiserslautern, new MemberEnrolled(Bamberg, id, 1, "Fremde Feder"));
        await service.DeliverFrom(Bamberg, new MemberEnrolled(Bamberg, id, 1, "Ohne Absender"), withUserId: false);

        foreach (var sender in new[] { Kaiserslautern, "nobody" })
        {
            await Eventually.Holds(() =>
                registration.Log.ShouldContain(line =>
                    line.StartsWith("Warning") && line.Contains($"Dropped a word from {sender}: forged")
                )
            );
        }

        (await Member(id)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zeile\nzwei")]
    public async Task A_name_that_nobody_could_read_is_refused(string name)
    {
        var id = Guid.CreateVersion7();

        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 1, name));

        (await Member(id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_end_of_a_mandate_frees_coming_seats_for_those_who_wait_and_leaves_past_ones()
    {
        await using var booked = await service.ListenAt<SeatBooked>(Bamberg);
        await using var released = await service.ListenAt<SeatReleased>(Bamberg);
        await using var departed = await service.ListenAt<MemberDeparted>(Bamberg);
        await using var ended = await service.Listen<LinksEnded>();
        var coming = await registration.GivenSession(onSite: 1, online: null);
        var ending = await registration.GivenSession(startsInHours: -1);
        var (member, next) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(ending, member, "OnSite");
        await registration.Announce(ending, 2, 10, 10, startsInHours: -9);
        await registration.Book(coming, member, "OnSite");
        await registration.Book(coming, next, "OnSite");

        await service.DeliverFrom(Bamberg, new MandateEnded(Bamberg, member, 2));

        await departed.Next(message => message.MemberId == member && message.Version == 2);
        await ended.Next(message => message.MemberId == member);
        (await released.Next(message => message.MemberId == member)).ShouldBe(
            new SeatReleased(Bamberg, member, coming, 2, HadSeat: true, SeatReleasedCause.MandateEnded)
        );
        (await booked.Next(message => message.MemberId == next && message.Version == 2)).Cause.ShouldBe(
            SeatBookedCause.Promoted
        );
        (
            await registration.Query(db =>
                db.Seats.SingleAsync(seat => seat.SessionId == ending && seat.MemberId == member)
            )
        ).Form.ShouldBe(SeatForm.OnSite);
    }

    [Fact]
    public async Task The_end_of_a_member_that_was_never_seen_is_remembered_until_a_new_mandate()
    {
        var id = Guid.CreateVersion7();
        await registration.Say(Bamberg, new MandateEnded(Bamberg, id, 2));
        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 1, "Erika Beispiel"));
        (await Member(id))!.Departed.ShouldBeTrue();

        await registration.Say(Bamberg, new MemberEnrolled(Bamberg, id, 3, "Erika Beispiel"));
        (await Member(id))!.Departed.ShouldBeFalse();
    }

    private Task<Registration.Members.Member?> Member(Guid id) =>
        registration.Query(db => db.Members.SingleOrDefaultAsync(member => member.Id == id));
}

/// <summary>
/// For tests that read the service's log: replicas of other tests share its queues and would write what is looked for
/// into theirs.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NoOtherReplica
{
    public const string Name = "no other replica";
}
