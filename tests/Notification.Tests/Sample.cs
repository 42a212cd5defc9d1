using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Recaps;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Notification.Templates;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>Mails made without a running service, for what they say and look like.</summary>
internal static class Sample
{
    public const string OnlineLink = "https://konferenz.example/raum";
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly Partner Partner = new()
    {
        Key = "kaiserslautern",
        Name = "Kaiserslautern",
        Sender = "Stadtgespräche Kaiserslautern <stadtgespraeche@kaiserslautern.example>",
        Imprint = "Stadt Kaiserslautern | Beispielstraße 1, 00000 Kaiserslautern",
    };

    private static readonly ComposeMail Compose = CreateCompose();

    public static SessionScheduled Session =>
        new(
            Guid.Parse("0198f3c2-7a10-7c3e-8f55-2b8a6f1d0002"),
            2,
            "Digitale Bürgerbeteiligung",
            "Erfahrungen aus drei Städten.",
            "Beteiligung",
            new DateTimeOffset(2026, 12, 1, 17, 0, 0, TimeSpan.Zero),
            "Europe/Berlin",
            120,
            SessionForm.Hybrid,
            new Venue("Musterhaus", "Beispielweg 1", "00000", "Musterstadt", "Stufenloser Zugang"),
            30,
            100,
            [
                new ProgrammeItem(
                    ProgrammeItemKind.Impulse,
                    "Mitreden",
                    20,
                    "Rita Beispiel",
                    "Musterstadt",
                    "Mitmachkarte"
                ),
            ]
        );

    public static Seat Seat(SeatForm? held, SeatForm? waitingFor = null, SeatBookedCause cause = SeatBookedCause.Booked)
    {
        var seat = new Seat();
        seat.Take(
            new SeatBooked(
                Partner.Key,
                default,
                default,
                3,
                held,
                waitingFor,
                waitingFor is null ? null : 3,
                held == SeatForm.Online ? OnlineLink : null,
                cause
            ),
            Now
        );
        return seat;
    }

    public static Seat Released()
    {
        var seat = new Seat();
        seat.Take(new SeatReleased(Partner.Key, default, default, 3, true, SeatReleasedCause.Cancelled), Now);
        return seat;
    }

    public static MimeMessage Mail(
        string kind,
        Seat? seat = null,
        Func<SessionScheduled, SessionScheduled>? change = null,
        bool hadEntry = false,
        bool calledOff = false
    )
    {
        var fact = change?.Invoke(Session) ?? Session;
        var session = new Session { Id = fact.SessionId };
        session.Take(fact);
        if (calledOff)
        {
            session.Take(
                new SessionCancelled(
                    fact.SessionId,
                    9,
                    fact.Title,
                    fact.Start,
                    fact.TimeZone,
                    fact.LengthMinutes,
                    "Krankheit"
                )
            );
        }

        return Compose.Make(
            new MailFacts(
                new ClaimedMail(
                    Guid.NewGuid(),
                    Guid.NewGuid(),
                    fact.SessionId,
                    kind,
                    5,
                    seat?.Version,
                    1,
                    Now,
                    Now,
                    null
                ),
                new Member
                {
                    Id = Guid.NewGuid(),
                    DisplayName = "Testina Musterfrau",
                    Email = "testina@rat.example",
                },
                session,
                seat,
                new Recap { Title = "So war es" },
                true,
                hadEntry ? [new EarlierMail(2, 1, "REQUEST")] : []
            )
        );
    }

    public static IEnumerable<MimeMessage> AllKinds() =>
        [
            Mail(MailKinds.Invitation),
            Mail(MailKinds.Reminder),
            Mail(MailKinds.Recap),
            Mail(MailKinds.Seat, Seat(SeatForm.OnSite)),
            Mail(MailKinds.Seat, Seat(SeatForm.Online)),
            Mail(MailKinds.Seat, Seat(null, SeatForm.OnSite)),
            Mail(MailKinds.Seat, Seat(SeatForm.Online, SeatForm.OnSite)),
            Mail(MailKinds.Seat, Seat(SeatForm.OnSite, null, SeatBookedCause.Promoted)),
            Mail(MailKinds.Seat, Seat(SeatForm.Online, null, SeatBookedCause.FormDropped)),
            Mail(MailKinds.Seat, Seat(SeatForm.Online, null, SeatBookedCause.OnlineLinkChanged)),
            Mail(MailKinds.Seat, Released(), hadEntry: true),
            Mail(MailKinds.DayBefore, Seat(SeatForm.Online)),
            Mail(MailKinds.SessionCancelled, Seat(SeatForm.OnSite), hadEntry: true, calledOff: true),
        ];

    private static ComposeMail CreateCompose()
    {
        var partner = Options.Create(Partner);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Portal:Url", "https://portal.example")])
            .Build();
        var keys = Directory.CreateTempSubdirectory("keys-").FullName;
        var links = new PersonalLinks(LinkKeys.OpenOrCreate(keys), partner, TimeProvider.System, configuration);
        return new ComposeMail(
            new Letters(
                links,
                new SeatLetters(links),
                new CorrectionLetters(AddressKeys.OpenOrCreate(keys), partner),
                new ApplicationLetters(links),
                new MembershipLetters(links, partner, TimeProvider.System)
            ),
            partner,
            new FixedClock()
        );
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
