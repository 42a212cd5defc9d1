using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// The sessions at which a member has a seat or waits for one, as a calendar to subscribe to, for whoever knows its
/// secret address; with linked mandates those of all. Never with the online link. In it are coming sessions and those
/// that ended at most a year ago; given-up seats and called-off sessions say so for 90 days. An address that was
/// switched off answers 410.
/// </summary>
internal static class ShowMemberCalendar
{
    private const string Product = "-//Stadtgespraeche//Registration//DE";

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        string secret,
        HttpContext http,
        RegistrationDbContext db,
        IOptions<SignInSettings> settings,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        http.Response.Headers.CacheControl = TaggedFile.ForOne;
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (
            CalendarAddress.HashOf(secret) is not { } hash
            || await db
                .CalendarAddresses.AsNoTracking()
                .SingleOrDefaultAsync(row => row.SecretHash == hash, cancellationToken)
                is not { } address
        )
        {
            return Problems.NotFound("calendar-unknown", "Diesen Kalender gibt es nicht.");
        }

        if (address.RevokedAt is not null)
        {
            return Problems.Gone(
                "calendar-switched-off",
                "Diese Adresse wurde abgeschaltet. Im Portal können Sie unter „Mein Bereich“ eine neue erzeugen."
            );
        }

        var calendar = CalendarFeed.Write(
            Product,
            "Meine Stadtgespräche",
            await EntriesAsync(db, address.MemberId, settings.Value.Issuer, time.GetUtcNow(), cancellationToken)
        );
        return TaggedFile.Of(http, calendar, CalendarFeed.ContentType, TaggedFile.ForOne);
    }

    private static async Task<IEnumerable<Ical.Net.CalendarComponents.CalendarEvent>> EntriesAsync(
        RegistrationDbContext db,
        Guid memberId,
        Uri portal,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var own = await db.OwnMandatesAsync(memberId, cancellationToken);
        var answers = await (
            from seat in db.Seats.AsNoTracking()
            join session in db.Sessions.AsNoTracking() on seat.SessionId equals session.Id
            join told in db.SessionDetails.AsNoTracking() on session.Id equals told.SessionId into details
            from told in details.DefaultIfEmpty()
            where own.Contains(seat.MemberId) && session.Start != null
            select new
            {
                session,
                told,
                seat,
            }
        ).ToListAsync(cancellationToken);
        return answers
            .GroupBy(answer => answer.session.Id)
            .Select(rows => new MemberCalendarEntry(
                memberId,
                rows.First().session,
                rows.First().told,
                [.. rows.Select(row => row.seat)]
            ))
            .Where(entry => entry.IsShown(now))
            .OrderBy(entry => entry.Start)
            .ThenBy(entry => entry.Uid, StringComparer.Ordinal)
            .Select(entry => entry.Write(portal));
    }
}
