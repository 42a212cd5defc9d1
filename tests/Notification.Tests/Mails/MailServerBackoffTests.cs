using Stadtgespraeche.Notification.Mails;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>When the fault is the server's.</summary>
public sealed class MailServerBackoffTests
{
    private readonly MovableClock clock = new();

    [Fact]
    public void One_recipient_however_often_says_nothing_about_the_server()
    {
        var rest = new MailServerBackoff(clock);
        for (var time = 0; time < 20; time++)
        {
            rest.Doubts(time % 2 == 0 ? "eine@rat.example" : "EINE@rat.example", "server-unwilling 421")
                .ShouldBeFalse();
        }

        rest.Remaining.ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        rest.Trouble.ShouldBeNull();
    }

    [Fact]
    public void Several_recipients_in_a_row_stop_the_sending_and_one_delivery_lets_it_go_on()
    {
        var rest = new MailServerBackoff(clock);
        rest.Doubts("1@rat.example", "server-unwilling 550").ShouldBeFalse();
        rest.Worked();
        rest.Doubts("2@rat.example", "server-unwilling 550").ShouldBeFalse();
        rest.Doubts("3@rat.example", "server-unwilling 550").ShouldBeFalse();
        rest.Doubts("4@rat.example", "server-unwilling 550").ShouldBeTrue();

        rest.Remaining.ShouldBeGreaterThan(TimeSpan.Zero);
        var since = rest.Trouble!.Since;
        rest.Trouble.Reason.ShouldBe("server-unwilling 550");

        // After the rest each failure is a longer one, since the same moment.
        clock.Advance(TimeSpan.FromSeconds(5));
        rest.Doubts("4@rat.example", "server-unwilling 550").ShouldBeTrue();
        rest.Remaining.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        rest.Trouble.Since.ShouldBe(since);

        rest.Worked();
        rest.Trouble.ShouldBeNull();
        rest.Doubts("4@rat.example", "server-unwilling 550").ShouldBeFalse();
    }
}
