using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.SignIn;

/// <summary>
/// Queues one mail about a passkey that was added or removed. Silent for whom this city does not know and after <see
/// cref="MostPerDay"/> within a day: somebody who plays with them was warned by then.
/// </summary>
public sealed class TellWhenPasskeyChanged(NotificationDbContext db) : IConsumer<PasskeyChanged>
{
    public const int MostPerDay = 10;

    public async Task Consume(ConsumeContext<PasskeyChanged> context)
    {
        var (change, cancellationToken) = (context.Message, context.CancellationToken);
        if (
            await db.LockPersonAsync(change.MemberId, cancellationToken)
            || await db.LockMemberAsync(change.MemberId, cancellationToken) is not { Email: not null } member
        )
        {
            return;
        }

        var dayAgo = change.At.AddDays(-1);
        var told = await db
            .Mails.Where(mail =>
                mail.MemberId == member.Id
                && mail.CreatedAt > dayAgo
                && (mail.Kind == PasskeyAdded.Kind || mail.Kind == PasskeyRemoved.Kind)
            )
            .Select(mail => mail.SessionId)
            .ToListAsync(cancellationToken);
        if (!told.Contains(change.ChangeId) && told.Count < MostPerDay)
        {
            db.Add(
                Mail.Of(change.Added ? PasskeyAdded.Kind : PasskeyRemoved.Kind, member.Id, change.ChangeId, change.At)
            );
        }
    }
}
