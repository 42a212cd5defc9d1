using MassTransit;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// One owner has sent all its facts; when all owners have, and every fact is here, <see cref="FinishResend"/> lets
/// mails go out again.
/// </summary>
public sealed class ResumeWhenResendCompleted(NotificationDbContext db) : IConsumer<ResendCompleted>
{
    public Task Consume(ConsumeContext<ResendCompleted> context) =>
        db.CompleteAsync(
            context.Message.Resend,
            context.Message.Owner,
            context.Message.Facts,
            context.CancellationToken
        );
}
