using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary>
/// Queues one mail to the people who keep the city's list of members (<c>Partner:Contact</c>); <see
/// cref="FinishCorrections"/> tells the member what became of it. Without such a mailbox, or when the text cannot be
/// opened, the member is told at once that it went nowhere. Silent for whom this city does not know, and after <see
/// cref="MostPerDay"/> within a day, which the portal's page says.
/// </summary>
public sealed class PassOnWhenCorrectionRequested(
    NotificationDbContext db,
    AddressKeys keys,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<PassOnWhenCorrectionRequested> log
) : IConsumer<CorrectionRequested>
{
    public const int MostPerDay = 5;

    public async Task Consume(ConsumeContext<CorrectionRequested> context)
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
            await db.Mails.AnyAsync(mail => mail.SessionId == request.RequestId, cancellationToken)
            || await db.Mails.CountAsync(
                mail =>
                    mail.MemberId == member.Id
                    && mail.CreatedAt > dayAgo
                    && (mail.Kind == CorrectionRequest.Kind || mail.Kind == CorrectionUndelivered.Kind),
                cancellationToken
            ) >= MostPerDay
        )
        {
            return;
        }

        if (partner.Value.ContactMailbox is null || keys.OpenText(request.SealedText) is null)
        {
            log.LogWarning(
                "Correction {Request} cannot be handed to anybody: Partner:Contact is missing, or no key of this "
                    + "city opens it",
                request.RequestId
            );
            db.Add(Mail.Of(CorrectionUndelivered.Kind, member.Id, request.RequestId, now));
            return;
        }

        db.Add(
            new Correction
            {
                Id = request.RequestId,
                MemberId = member.Id,
                SealedText = request.SealedText,
                ReceivedAt = now,
            }
        );
        db.Add(Mail.Of(CorrectionRequest.Kind, member.Id, request.RequestId, now));
    }
}
