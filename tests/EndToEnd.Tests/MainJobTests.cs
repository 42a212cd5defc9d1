using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>
/// Announce, invite, book, move up, change, call off, meet, keep: through the portal, by keyboard and without
/// JavaScript, checked in the inboxes.
/// </summary>
public sealed class MainJobTests(MainJob job)
{
    [Fact]
    public async Task An_invitation_has_a_text_and_an_html_part_three_personal_links_and_no_calendar()
    {
        var mail = (await job.CalledOff).Invitation;

        mail.HtmlBody.ShouldNotBeNullOrEmpty();
        Inbox.Calendar(mail).ShouldBeNull();
        Inbox
            .Links(mail)
            .Where(link => link.Contains("?t="))
            .Select(link => link.Split("antwort=")[^1])
            .ShouldBe(["vor-ort", "online", "absage"], ignoreOrder: true);
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task A_booked_seat_is_confirmed_with_a_request_for_this_one_attendee()
    {
        var session = await job.CalledOff;

        session.FirstEntry.Status.ShouldBe("CONFIRMED");
        var attendee = session.FirstEntry.Attendees.ShouldHaveSingleItem();
        attendee.Address.ShouldBe(CouncilMember.Of("kaiserslautern")[0].Address);
        attendee.Status.ShouldBe("ACCEPTED");
        attendee.Rsvp.ShouldBe("FALSE");
        session.FirstEntry.Organizer!.Address.ShouldBe(session.FirstConfirmation.From.Mailboxes.Single().Address);
        session.FirstEntry.Start!.Zone.ShouldBe("Europe/Berlin");
        session.FirstConfirmation.BodyParts.OfType<MimePart>().ShouldContain(part => part.FileName == "invite.ics");
    }

    [Fact]
    public async Task Who_waits_for_a_place_on_site_keeps_the_online_seat_until_then()
    {
        var session = await job.CalledOff;

        session.WaitingPage.ShouldContain("an Stelle 1");
        session.WaitingPage.ShouldContain(MainJob.OnlineLink);
        session.OnlineUntilThen.TextBody!.ShouldContain(MainJob.OnlineLink);
    }

    [Fact]
    public async Task The_online_link_reaches_nobody_without_an_online_seat()
    {
        var session = await job.CalledOff;

        session.Invitation.ToString().ShouldNotContain(MainJob.OnlineLink);
        session.FirstConfirmation.ToString().ShouldNotContain(MainJob.OnlineLink);
        using var anyone = new HttpClient { BaseAddress = job.Platform.Portal };
        foreach (
            var address in new[]
            {
                $"/api/scheduling/sessions/{session.Id}",
                $"/sitzungen/{session.Id}",
                $"/sitzungen/{session.Id}/kalender.ics",
            }
        )
        {
            (await anyone.GetStringAsync(address)).ShouldNotContain(MainJob.OnlineLink);
        }

        job.Queues.Heard.Where(message => message.Body.Contains("SessionScheduled")).ShouldNotBeEmpty();
        job.Queues.Heard.Where(message => message.Body.Contains("SessionScheduled"))
            .ShouldAllBe(message => !message.Body.Contains(MainJob.OnlineLink));
    }

    [Fact]
    public async Task Cancelling_withdraws_the_entry_and_lets_the_first_of_the_waiting_list_move_up()
    {
        var session = await job.CalledOff;

        session.Withdrawn.Status.ShouldBe("CANCELLED");
        session.Withdrawn.Sequence.ShouldBeGreaterThan(session.FirstEntry.Sequence);
        session.MovedUp.Attendees.ShouldHaveSingleItem().Address.ShouldBe(CouncilMember.Of("bamberg")[0].Address);
    }

    [Fact]
    public async Task A_moved_session_updates_the_entry_and_calling_it_off_withdraws_it()
    {
        var session = await job.CalledOff;

        session.Moved.Sequence.ShouldBeGreaterThan(session.MovedUp.Sequence);
        session.CalledOff.Sequence.ShouldBeGreaterThan(session.Moved.Sequence);
        session.CalledOff.Status.ShouldBe("CANCELLED");
        session.PageAfterwards.ShouldContain("Der Saal steht nicht zur Verfügung.");
    }

    [Fact]
    public async Task Organisers_see_who_comes_with_city_form_and_question()
    {
        var session = await job.Held;

        session.ListOfParticipants.ShouldContain(CouncilMember.Of("bamberg")[1].Name);
        session.ListOfParticipants.ShouldContain("Bamberg");
        session.ListOfParticipants.ShouldContain("Wer moderiert im Saal und im Netz zugleich?");
    }

    [Fact]
    public async Task What_was_learned_stands_under_the_session_and_is_found_by_words()
    {
        var session = await job.Held;

        session.SessionPage.ShouldContain($"Rückblick: {session.Title}");
        session.SessionPage.ShouldContain("Zwei Kameras genügen");
        session.FoundByWords.ShouldContain($"Rückblick: {session.Title}");
    }
}
