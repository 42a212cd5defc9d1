using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Privacy;

/// <summary>
/// Queues one mail with all that this city stores about the member, to the member's own address: the address must not
/// come to the hub, so the city answers itself. What is in it is read when it is sent. Silent for whom it does not
/// know, and after <see cref="MostPerDay"/> within a day.
/// </summary>
public sealed class MailDataWhenDataExportRequested(NotificationDbContext db, TimeProvider time)
    : IConsumer<DataExportRequested>
{
    public const int MostPerDay = 3;

    public async Task Consume(ConsumeContext<DataExportRequested> context)
    {
        var (request, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        if (
            await db.LockPersonAsync(request.MemberId, cancellationToken)
            || await db.LockMemberAsync(request.MemberId, cancellationToken) is not { Email: not null } member
        )
        {
            return;
        }

        var dayAgo = now.AddDays(-1);
        if (
            !await db.Mails.AnyAsync(
                mail => mail.Kind == DataExport.Kind && mail.SessionId == request.RequestId,
                cancellationToken
            )
            && await db.Mails.CountAsync(
                mail => mail.MemberId == member.Id && mail.Kind == DataExport.Kind && mail.CreatedAt > dayAgo,
                cancellationToken
            ) < MostPerDay
        )
        {
            db.Add(Mail.Of(DataExport.Kind, member.Id, request.RequestId, now));
        }
    }
}
