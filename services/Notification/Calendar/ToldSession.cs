using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Calendar;

/// <summary>
/// What a mail told of a session, kept with the mail: the next one says by it what has changed. <see cref="Seat"/> is a
/// fingerprint of the seat, which can be compared and not read. <see cref="Programme"/> names nobody; null: the mail is
/// older than this property.
/// </summary>
public sealed record ToldSession(
    long CalendarVersion,
    string Title,
    DateTimeOffset Start,
    DateTimeOffset EndsAt,
    string TimeZone,
    SessionForm Form,
    Venue? Venue,
    string? Seat,
    IReadOnlyList<string>? Programme = null
)
{
    public static ToldSession Of(Session session, Seat? seat) =>
        new(
            session.CalendarVersion,
            session.Title,
            session.Start,
            session.EndsAt,
            session.TimeZone,
            session.Form,
            session.Venue,
            seat is null ? null : Fingerprint(seat),
            [.. session.ProgrammeWithoutNames()]
        );

    /// <summary>Null: the mail is about no session.</summary>
    public static string? Write(MailFacts facts) =>
        facts.Session is { } session
            ? JsonSerializer.Serialize(Of(session, facts.Seat), JsonSerializerOptions.Web)
            : null;

    public static ToldSession? Read(string? told) =>
        told is null ? null : JsonSerializer.Deserialize<ToldSession>(told, JsonSerializerOptions.Web);

    public bool SameTime(Session session) =>
        (Start, EndsAt, TimeZone) == (session.Start, session.EndsAt, session.TimeZone);

    public bool SamePlace(Session session) => (Form, Venue) == (session.Form, session.Venue);

    /// <summary>All that a mail or a calendar entry tells is as it was.</summary>
    public bool Same(Session session, Seat seat) =>
        SameTime(session) && SamePlace(session) && Title == session.Title && Seat == Fingerprint(seat);

    private static string Fingerprint(Seat seat) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        $"{seat.MemberId}/{seat.SessionId}/{seat.Held}/{seat.WaitingFor}/{seat.OnlineLink}"
                    )
                )
                .AsSpan(0, 8)
        );
}
