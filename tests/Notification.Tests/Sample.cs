using System.Text.Json;
using Jose;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Recaps;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>Mails made without a running service, for what they say and look like.</summary>
internal static class Sample
{
    public const string OnlineLink = "https://konferenz.example/raum";
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Person = Guid.Parse("0198f3c2-7a10-7c3e-8f55-2b8a6f1d0001");
    private static readonly Guid Request = Guid.Parse("0198f3c2-7a10-7c3e-8f55-2b8a6f1d0003");

    public static readonly Partner Partner = new()
    {
        Key = "kaiserslautern",
        Name = "Kaiserslautern",
        Sender = "Stadtgespräche Kaiserslautern <stadtgespraeche@kaiserslautern.example>",
        Contact = "Ratsbüro <ratsbuero@kaiserslautern.example>",
        Imprint = "Stadt Kaiserslautern | Beispielstraße 1, 00000 Kaiserslautern",
    };

    private static readonly string Keys = Directory.CreateTempSubdirectory("keys-").FullName;
    private static readonly AddressKeys Addresses = AddressKeys.OpenOrCreate(Keys);
    public static readonly MailKinds Kinds = CreateKinds();
    private static readonly ComposeMail Compose = new(Options.Create(Partner), new FixedClock());

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

    public static Seat Released(long version = 3)
    {
        var seat = new Seat();
        seat.Take(new SeatReleased(Partner.Key, default, default, version, true, SeatReleasedCause.Cancelled), Now);
        return seat;
    }

    public static MimeMessage Mail(
        string kind,
        Seat? seat = null,
        Func<SessionScheduled, SessionScheduled>? change = null,
        bool hadEntry = false,
        bool calledOff = false,
        bool toldBefore = false,
        Guid? member = null,
        Session? told = null
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
                Kinds.Find(kind),
                new ClaimedMail(Guid.NewGuid(), Person, fact.SessionId, kind, 5, seat?.Version, 1, Now, Now, null),
                Member(member),
                session,
                seat
            )
            {
                Own =
                    kind == RecapPublished.Kind
                        ? new Recap { Title = "So war es" }
                        : new EarlierSeatMails(
                            hadEntry || toldBefore
                                ? [new EarlierMail(2, toldBefore ? seat?.Version : 1, CalendarMethods.Request)]
                                : [],
                            told is null ? null : ToldSession.Of(told, null)
                        ),
            }
        );
    }

    /// <summary>The session as it was before: an hour earlier, in another house, and with another programme.</summary>
    public static Session Before()
    {
        var session = new Session { Id = Session.SessionId };
        session.Take(
            Session with
            {
                Version = 1,
                Start = Session.Start.AddHours(-1),
                Venue = Session.Venue! with { Name = "Altes Haus" },
                Programme = [Session.Programme[0] with { LengthMinutes = 30 }],
            }
        );
        return session;
    }

    public static Member Member(Guid? id = null) =>
        new()
        {
            Id = id ?? Person,
            DisplayName = "Testina Musterfrau",
            Email = "testina@rat.example",
        };

    public static InvitedSpeaker Speaker =>
        new()
        {
            Id = Request,
            Name = "Rita Beispiel",
            Address = "rita@projekt.example",
            InvitedAt = Now,
        };

    /// <summary>A mail about no session, with what only its kind reads.</summary>
    public static MimeMessage Mail(string kind, object? own, Member? member = null) =>
        Compose.Make(
            new MailFacts(
                Kinds.Find(kind),
                new ClaimedMail(Guid.NewGuid(), Person, Request, kind, 0, null, 1, Now, Now, null, Now.AddMinutes(15)),
                member ?? Member(),
                null,
                null
            )
            {
                Own = own,
            }
        );

    /// <summary>As the hub seals what only the city may read.</summary>
    public static string Seal(object content) =>
        JWT.Encode(
            JsonSerializer.Serialize(content),
            Jwk.FromJson(Addresses.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = Addresses.KeyId }
        );

    public static IEnumerable<MimeMessage> AllKinds() =>
        [
            Mail(Invitation.Kind),
            Mail(AnswerReminder.Kind),
            Mail(RecapPublished.Kind),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.OnSite)),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.Online)),
            Mail(SeatConfirmation.Kind, Seat(null, SeatForm.OnSite)),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.Online, SeatForm.OnSite)),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.OnSite, null, SeatBookedCause.Promoted)),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.Online, null, SeatBookedCause.FormDropped)),
            Mail(SeatConfirmation.Kind, Seat(SeatForm.Online, null, SeatBookedCause.OnlineLinkChanged)),
            Mail(SeatConfirmation.Kind, Released(), hadEntry: true),
            Mail(DayBeforeReminder.Kind, Seat(SeatForm.Online)),
            Mail(SessionCalledOff.Kind, Seat(SeatForm.OnSite), hadEntry: true, calledOff: true),
            Mail(SessionMoved.Kind, told: Before()),
        ];

    private static MailKinds CreateKinds()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Url", "https://portal.example")]).Build()
        );
        services.AddSingleton<TimeProvider>(new FixedClock());
        services.AddSingleton(Options.Create(Partner));
        services.AddSingleton(LinkKeys.OpenOrCreate(Keys));
        services.AddSingleton(Addresses);
        services.AddSingleton<PersonalLinks>();
        services.AddMailKinds();
        return services.BuildServiceProvider().GetRequiredService<MailKinds>();
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
