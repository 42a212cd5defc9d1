using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// All that one mail is judged by and made from, as it is at the moment of sending. <paramref name="Kind"/>: null when
/// this release does not know it.
/// </summary>
public sealed record MailFacts(MailKind? Kind, ClaimedMail Mail, Member? Member, Session? Session, Seat? Seat)
{
    /// <summary>What only this kind of mail reads; its file says what that is.</summary>
    public object? Own { get; set; }

    /// <summary>The name of what went wrong when this mail was read or judged; null: nothing.</summary>
    public string? Fault { get; set; }

    /// <summary>A handful of statements for a whole batch.</summary>
    public static async Task<List<MailFacts>> LoadAsync(
        NotificationDbContext db,
        MailKinds kinds,
        IReadOnlyList<ClaimedMail> mails,
        CancellationToken cancellationToken
    )
    {
        var memberIds = mails.Select(mail => mail.MemberId).Distinct().ToArray();
        var sessionIds = mails.Select(mail => mail.SessionId).Distinct().ToArray();
        var members = await db
            .Members.AsNoTracking()
            .Where(m => memberIds.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => sessionIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        var seats = await db
            .Seats.AsNoTracking()
            .Where(s => memberIds.Contains(s.MemberId) && sessionIds.Contains(s.SessionId))
            .ToDictionaryAsync(s => (s.MemberId, s.SessionId), cancellationToken);
        var batch = mails
            .Select(mail => new MailFacts(
                kinds.Find(mail.Kind),
                mail,
                members.GetValueOrDefault(mail.MemberId),
                sessions.GetValueOrDefault(mail.SessionId),
                seats.GetValueOrDefault((mail.MemberId, mail.SessionId))
            ))
            .ToList();
        foreach (var same in batch.GroupBy(facts => facts.Kind))
        {
            if (same.Key is { } kind)
            {
                await LoadAsync(db, kind, [.. same], cancellationToken);
            }
        }

        return batch;
    }

    /// <summary>What cannot be read about one mail must not keep the others of its kind.</summary>
    private static async Task LoadAsync(
        NotificationDbContext db,
        MailKind kind,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await kind.LoadAsync(db, mails, cancellationToken);
        }
        catch (Exception e) when (!IsOutage(e))
        {
            if (mails is [var one])
            {
                one.Fault = e.GetType().Name;
                return;
            }

            foreach (var facts in mails)
            {
                await LoadAsync(db, kind, [facts], cancellationToken);
            }
        }
    }

    /// <summary>The database is away: that is about no mail, and EF Core may have wrapped it.</summary>
    private static bool IsOutage(Exception? e) =>
        e is not null
        && (
            e is OperationCanceledException or TimeoutException or NpgsqlException { IsTransient: true }
            || IsOutage(e.InnerException)
        );
}
