using CsCheck;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Templates;

/// <summary>What letters say, and what no text in them can become.</summary>
public sealed class LetterTests
{
    [Fact]
    public void Nothing_that_people_wrote_becomes_markup() =>
        Gen.String[Gen.Char[" <>&\"'/abcäöü\n"], 0, 60]
            .Sample(
                text =>
                {
                    var mail = Sample.Mail(
                        Invitation.Kind,
                        change: session =>
                            session with
                            {
                                Title = "Titel",
                                Description = text + "<script>alert(1)</script><img src=x onerror=y>",
                                Topic = "</dd>" + text,
                            }
                    );
                    var html = mail.HtmlBody!;
                    html.ShouldNotContain("<script");
                    html.ShouldNotContain("<img");
                    html.ShouldContain("&lt;script&gt;");
                },
                iter: 200
            );

    [Fact]
    public void Lines_of_the_text_part_have_at_most_78_characters_unless_they_are_a_link()
    {
        foreach (var mail in Sample.AllKinds())
        {
            mail.TextBody!.ReplaceLineEndings("\n")
                .Split('\n')
                .Where(line => !line.StartsWith("https://", StringComparison.Ordinal))
                .ShouldAllBe(line => line.Length <= 78);
        }
    }

    [Fact]
    public void Every_mail_is_German_automatic_and_without_the_recipient_in_its_subject()
    {
        foreach (var mail in Sample.AllKinds())
        {
            mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
            mail.From.Mailboxes.Single().Address.ShouldBe("stadtgespraeche@kaiserslautern.example");
            mail.HtmlBody!.ShouldContain("<html lang=\"de\">");
            mail.HtmlBody!.ShouldNotContain("<table");
            mail.Subject!.ShouldNotContain("Testina");
            mail.TextBody!.ShouldContain("Guten Tag Testina Musterfrau,");
        }
    }

    [Fact]
    public void A_form_that_is_not_offered_has_no_link()
    {
        var mail = Sample.Mail(
            Invitation.Kind,
            change: session => session with { Form = Contracts.Scheduling.SessionForm.Online, Venue = null }
        );
        mail.TextBody!.ShouldContain("antwort=online");
        mail.TextBody!.ShouldContain("antwort=absage");
        mail.TextBody!.ShouldNotContain("antwort=vor-ort");
    }

    [Fact]
    public void A_waiting_place_says_its_position_and_has_no_calendar_part()
    {
        var mail = Sample.Mail(SeatConfirmation.Kind, Sample.Seat(null, SeatForm.OnSite));
        mail.Subject!.ShouldStartWith("Warteliste");
        mail.TextBody!.ShouldContain("vor Ort, zurzeit Platz 3");
        mail.CalendarParts().ShouldBeEmpty();
    }
}
