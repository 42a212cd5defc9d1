using CsCheck;
using Stadtgespraeche.Notification.Mails;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>How long mails and servers rest.</summary>
public sealed class MailRetriesTests
{
    [Fact]
    public void A_mail_is_tried_for_about_two_days() =>
        Gen.Double[0, 1]
            .Array[MailRetries.LastTry]
            .Sample(
                randoms =>
                {
                    var total = TimeSpan.Zero;
                    for (var attempt = 1; MailRetries.AfterMail(attempt, randoms[attempt - 1]) is { } delay; attempt++)
                    {
                        total += delay;
                    }

                    total.ShouldBeInRange(TimeSpan.FromDays(1.5), TimeSpan.FromDays(2.5));
                },
                iter: 200
            );

    [Fact]
    public void A_link_to_sign_in_that_lives_fifteen_minutes_is_tried_at_least_eight_times() =>
        Gen.Double[0, 1]
            .Array[MailRetries.LastTry]
            .Sample(
                randoms =>
                {
                    var (total, tries) = (TimeSpan.Zero, 1);
                    while (
                        MailRetries.AfterMail(tries, randoms[tries - 1], ends: true) is { } delay
                        && (total += delay) < TimeSpan.FromMinutes(15)
                    )
                    {
                        tries++;
                    }

                    tries.ShouldBeGreaterThanOrEqualTo(8);
                },
                iter: 200
            );

    [Fact]
    public void Delays_grow_but_stay_bounded()
    {
        MailRetries.AfterMail(1, 0.5).ShouldBe(TimeSpan.FromMinutes(1));
        MailRetries.AfterMail(11, 0.5).ShouldBe(TimeSpan.FromHours(8));
        MailRetries.AfterServer(1, 0.5).ShouldBe(TimeSpan.FromSeconds(2));
        MailRetries.AfterServer(1_000, 1).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(6));
    }
}
