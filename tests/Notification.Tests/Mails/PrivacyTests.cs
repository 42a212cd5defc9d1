using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>What is written about mails names nobody and opens no door.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task No_log_line_holds_an_address_a_name_or_a_token_even_when_all_is_logged_and_much_fails()
    {
        await using var city = await City.StartAsync();
        await city.Service.DisposeAsync();
        var session = city.Session();
        await KilledSenderTests.SeedAsync(city.Service.Database, session, members: 12);
        city.Mails.OnRecipient = recipient =>
            recipient[1] switch
            {
                '1' => $"550 5.1.1 <{recipient}> unknown",
                '2' => $"451 <{recipient}> later",
                _ => null,
            };
        var settings = city.Service.Settings.ToDictionary();
        settings["Logging:LogLevel:Default"] = "Trace";
        settings["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace";
        var written = new ConcurrentQueue<string>();
        await using (Killable.Start("Notification", settings, written.Enqueue))
        {
            await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(7));
            await city.Reported.Next(report => !report.Delivered);
        }

        written.Count.ShouldBeGreaterThan(100);
        var text = string.Join('\n', written);
        text.ShouldContain("server-refused 550");
        // A token begins a word with eyJ; a name such as PartnerKeyJudged only holds these letters.
        foreach (var secret in new[] { "@rat.example", "m1%40", "Muster1", "Testina", "(?<![A-Za-z])eyJ" })
        {
            written.Where(line => Regex.IsMatch(line, secret)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_mail_is_sent_in_the_trace_of_its_cause_and_its_span_names_nobody()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "MassTransit" or "Stadtgespraeche.Notification",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        var session = city.Session();
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
        // Of two messages at once neither may see the other; then the clock plans the mail.
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Seats.AnyAsync(seat => seat.MemberId == member))).ShouldBeTrue()
        );
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        var mail = (await city.MailsOf(member)).ShouldHaveSingleItem();
        await Eventually.Holds(() =>
        {
            var sent = spans.Single(span =>
                span.OperationName == "SendMail" && mail.Id.Equals(span.GetTagItem("mail.id"))
            );
            spans.ShouldContain(span => span.Source.Name == "MassTransit" && span.TraceId == sent.TraceId);
            sent.TagObjects.ShouldAllBe(tag =>
                !$"{tag.Value}".Contains('@')
                && !$"{tag.Value}".Contains("eyJ")
                && !$"{tag.Value}".Contains($"{member}")
            );
        });
    }
}
