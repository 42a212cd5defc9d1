using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Tests.Mails.Letters;

/// <summary>What a mail says about the difference to the last one, of the sample session.</summary>
public sealed class ChangeWordsTests
{
    private static readonly ProgrammeItem Impulse = Sample.Session.Programme[0];
    private static readonly ProgrammeItem Break = new(ProgrammeItemKind.Break, "Pause", 10);

    [Fact]
    public void What_is_the_same_is_not_told() => Changes(fact => fact).ShouldBeEmpty();

    [Fact]
    public void A_house_that_became_easier_to_enter_is_the_same_house() =>
        Changes(fact => fact with { Venue = fact.Venue! with { AccessibilityNotes = null } })
            .ShouldBe(["Barrierefreiheit: bisher Stufenloser Zugang;\njetzt keine Angabe"]);

    [Fact]
    public void A_session_that_is_online_only_now_says_so() =>
        Changes(fact => fact with { Form = SessionForm.Online, Venue = null })
            .ShouldBe(["Wo: bisher Musterhaus, Beispielweg 1, 00000 Musterstadt, oder online;\njetzt Online"]);

    [Fact]
    public void Of_the_programme_it_says_what_came_and_what_went() =>
        Changes(fact => fact with { Programme = [Break, Impulse with { LengthMinutes = 30 }] })
            .ShouldBe([
                "Programm: neu: Pause (10 Minuten);\nneu: Impuls: Mitreden (30 Minuten);\n"
                    + "entfällt: Impuls: Mitreden (20 Minuten)",
            ]);

    [Fact]
    public void Another_order_is_told_as_such() =>
        Changes(fact => fact with { Programme = [Break, Impulse] }, fact => fact with { Programme = [Impulse, Break] })
            .ShouldBe(["Programm: in neuer Reihenfolge"]);

    [Fact]
    public void Of_a_mail_that_did_not_keep_the_programme_none_is_compared()
    {
        const string Kept = """
            {"calendarVersion":1,"title":"Digitale Bürgerbeteiligung","start":"2026-12-01T17:00:00+00:00",
             "endsAt":"2026-12-01T19:00:00+00:00","timeZone":"Europe/Berlin","form":"Hybrid","seat":null,
             "venue":{"name":"Musterhaus","street":"Beispielweg 1","postalCode":"00000","city":"Musterstadt",
               "accessibilityNotes":"Stufenloser Zugang"}}
            """;

        Taken(Sample.Session).Changes(ToldSession.Read(Kept)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_kept_with_a_mail_names_nobody() =>
        string.Join('\n', ToldSession.Of(Taken(Sample.Session), null).Programme!)
            .ShouldBe("Impuls: Mitreden (20 Minuten)");

    private static IEnumerable<string> Changes(
        Func<SessionScheduled, SessionScheduled> change,
        Func<SessionScheduled, SessionScheduled>? before = null
    ) =>
        Taken(change(Sample.Session))
            .Changes(ToldSession.Of(Taken(before?.Invoke(Sample.Session) ?? Sample.Session), null))
            .Select(fact => $"{fact.Name}: {fact.Value}");

    private static Session Taken(SessionScheduled fact)
    {
        var session = new Session { Id = fact.SessionId };
        session.Take(fact);
        return session;
    }
}
