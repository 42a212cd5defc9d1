using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Resends;

/// <summary>
/// Lets every owner of facts, Registration among them, answer a partner's request; refuses a sender that is no partner.
/// </summary>
public sealed class OrderResendWhenResendRequested(
    RegistrationDbContext db,
    ILogger<OrderResendWhenResendRequested> logger
) : IConsumer<ResendRequested>
{
    public async Task Consume(ConsumeContext<ResendRequested> context)
    {
        var word = context.Message;
        if (await db.Partners.AnyAsync(partner => partner.Key == word.Partner, context.CancellationToken))
        {
            db.Publish(new ResendOrdered(word.Partner, word.Resend));
        }
        else
        {
            logger.LogWarning("Refused a resend: {Partner} was never admitted", word.Partner);
        }
    }
}
