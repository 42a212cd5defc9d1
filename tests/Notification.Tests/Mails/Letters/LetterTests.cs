using CsCheck;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Letters;

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
            // Tables for Outlook are no tables to whoever hears the mail.
            mail.HtmlBody!.Split("<table ").Skip(1).ShouldAllBe(table => table.StartsWith("role=\"presentation\""));
            mail.Subject!.ShouldNotContain("Testina");
            mail.TextBody!.ShouldContain("Guten Tag Testina Musterfrau,");
        }
    }

    [Fact]
    public void An_invitation_leads_to_the_session_and_to_what_happens_with_ones_data()
    {
        var mail = Sample.Mail(Invitation.Kind);
        foreach (var part in new[] { mail.TextBody!, mail.HtmlBody! })
        {
            part.ShouldContain("https://portal.example/sitzungen/0198f3c2-7a10-7c3e-8f55-2b8a6f1d0002");
            part.ShouldContain("https://portal.example/datenschutz");
        }
    }

    [Fact]
    public void In_the_text_links_stand_at_the_end_under_the_numbers_that_the_text_names()
    {
        foreach (var mail in Sample.AllKinds())
        {
            var lines = mail.TextBody!.ReplaceLineEndings("\n").Split('\n');
            var end = Array.IndexOf(lines, "Mit freundlichen Grüßen");
            lines[..end].ShouldAllBe(line => !line.StartsWith("https://", StringComparison.Ordinal));
            var number = 0;
            foreach (var (label, address) in lines[end..].Zip(lines[(end + 1)..]))
            {
                if (address.StartsWith("https://", StringComparison.Ordinal))
                {
                    label.ShouldStartWith($"[{++number}] ");
                    lines[..end].ShouldContain(line => line.EndsWith($" [{number}]", StringComparison.Ordinal));
                }
            }

            lines[..end].Count(line => line.EndsWith(']')).ShouldBe(number);
        }
    }

    [Fact]
    public void To_come_and_not_to_come_look_different()
    {
        var html = Sample.Mail(Invitation.Kind).HtmlBody!;
        Button("antwort=vor-ort").ShouldBe(Button("antwort=online"));
        Button("antwort=absage").ShouldNotBe(Button("antwort=online"));

        string Button(string answer)
        {
            var link = html.IndexOf(answer, StringComparison.Ordinal);
            var cell = html.LastIndexOf("<td ", link, StringComparison.Ordinal);
            return html[cell..html.IndexOf('>', cell)];
        }
    }

    [Fact]
    public void Room_around_things_stands_on_cells_and_widths_on_tables_as_Outlook_wants_it()
    {
        foreach (var mail in Sample.AllKinds())
        {
            var html = mail.HtmlBody!;
            System
                .Text.RegularExpressions.Regex.Matches(html, "<(\\w+)[^>]*[\";]padding:")
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .ShouldBe(["td"]);
            html.ShouldNotContain("<div");
            html.ShouldContain(" width=\"640\" ");
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
