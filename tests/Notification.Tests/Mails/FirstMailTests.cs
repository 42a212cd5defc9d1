using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>The way from a members file to a calendar entry, as one story.</summary>
public sealed class FirstMailTests
{
    [Fact]
    public async Task A_member_is_enrolled_accepted_invited_and_gets_a_calendar_entry_for_the_seat()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        var session = city.Session();
        await city.Hear(session);

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(1));
        var invitation = city.Mails.To(address).Single();
        invitation.Subject.ShouldStartWith("Einladung: Digitale Bürgerbeteiligung");
        invitation.CalendarParts().ShouldBeEmpty();
        invitation.LinkIn("/platz?t=").ShouldEndWith("&antwort=vor-ort");

        await city.Hear(
            new SeatBooked(
                City.Key,
                member,
                session.SessionId,
                1,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            )
        );
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        var calendar = await city.Mails.To(address).Last().CalendarAsync();
        calendar.Method.ShouldBe("REQUEST");
        calendar.Events.Single().Sequence.ShouldBe(2);

        var report = await city.Reported.Next(sent => sent.Kind == SeatConfirmation.Kind);
        report.ShouldBe(new(City.Key, member, session.SessionId, SeatConfirmation.Kind, 2, true, report.At));
    }
}
