using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// When all facts that were asked for are here, enrols again every member whom neither they nor another word of the hub
/// named meanwhile and who has not departed, and only then lets mails go out. The hub accepts such a member, or says
/// that the person was erased: an old backup has brought the person back. Until it has answered, the member is not
/// mailed. Any number of processes.
/// </summary>
public static class FinishResend
{
    /// <summary>
    /// How long a final statement waits for the word that it is out already; a member's own hub answers within seconds.
    /// </summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(15);

    /// <summary>True: mails are still held.</summary>
    public static async Task<bool> HandleAsync(
        NotificationDbContext db,
        string partner,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Installations.AnyAsync(row => row.HoldResend != null, cancellationToken))
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var installation = await db
            .Installations.FromSql($"select * from installations for update")
            .SingleAsync(cancellationToken);
        if (installation.HoldResend is not { } resend || !await db.HasAllFactsAsync(resend, cancellationToken))
        {
            return true;
        }

        await db.LockForWritingMembersAsync(cancellationToken);
        foreach (var member in await UnnamedAsync(db, resend, cancellationToken))
        {
            EnrolAgain(db, partner, member, time.Today());
        }

        var later = time.GetUtcNow() + AnswerTime;
        await db
            .Mails.Where(mail =>
                mail.Kind == ErasureStatement.Kind && mail.Status == MailStatus.Queued && mail.Due < later
            )
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Due, later), cancellationToken);
        (installation.HoldResend, installation.HoldSince) = (null, null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return false;
    }

    // Locked in one order, for answers to earlier words come in meanwhile. Whose erasure is under way counts as well:
    // perhaps it was over when the backup was younger.
    private static Task<List<Member>> UnnamedAsync(
        NotificationDbContext db,
        Guid resend,
        CancellationToken cancellationToken
    ) =>
        db
            .Members.FromSql(
                $"""
                select * from members where version > 0 and display_name <> '' and named_by is distinct from {resend}
                  and (state <> 'Departed' or exists (select from erasures where member_id = members.id and completed_at is null))
                order by id for update
                """
            )
            .ToListAsync(cancellationToken);

    private static void EnrolAgain(NotificationDbContext db, string partner, Member member, DateOnly today)
    {
        member.Version++;
        if (member.State == MemberState.Accepted)
        {
            member.State = MemberState.Enrolled;
        }
        // An end that was told before counts no more behind this word, so it is told again.
        if (member.MandateUntil < today)
        {
            member.MandateEndReported = false;
        }

        db.SendToHub(
            partner,
            new MemberEnrolled(
                partner,
                member.Id,
                member.Version,
                member.DisplayName,
                member.MandateFrom,
                member.MandateUntil
            )
        );
    }
}
