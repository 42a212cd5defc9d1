using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.SignIn;

/// <summary>
/// Opens the address and queues one mail with a sign-in link to the member who has it. Silent, towards hub and log, for
/// an address that nobody has, a member whose mandate has not begun or who is being erased, a request that is over, and
/// after <see cref="MostPerHour"/> mails within an hour; the address is not kept.
/// </summary>
public sealed class MailLinkWhenSignInRequested(
    NotificationDbContext db,
    AddressKeys keys,
    TimeProvider time,
    ILogger<MailLinkWhenSignInRequested> log
) : IConsumer<SignInRequested>
{
    public const int MostPerHour = 5;

    public async Task Consume(ConsumeContext<SignInRequested> context)
    {
        var (request, cancellationToken, now) = (context.Message, context.CancellationToken, time.GetUtcNow());
        if (request.ExpiresAt <= now)
        {
            return;
        }

        if (keys.Open(request.SealedAddress) is not { } address)
        {
            log.LogWarning("Sign-in request {Request} is sealed for no key of this city", request.RequestId);
            return;
        }

        // Of those who had the address the one whose mandate lasts, else whose ended last.
        var found = await db
            .Members.AsNoTracking()
            .Where(member => member.Email == address && member.State != MemberState.Enrolled)
            .OrderBy(member => member.State == MemberState.Departed)
            .ThenByDescending(member => member.DepartedAt)
            .Select(member => (Guid?)member.Id)
            .FirstOrDefaultAsync(cancellationToken);
        // The member's row is the lock: of many requests at once no more than the limit get through.
        if (
            found is not { } id
            || await db.LockPersonAsync(id, cancellationToken)
            || await db.LockMemberAsync(id, cancellationToken) is not { } member
            || !member.MaySignIn(time.Today())
        )
        {
            return;
        }

        var hourAgo = now.AddHours(-1);
        if (
            await db.Mails.AnyAsync(
                mail => mail.Kind == SignInLink.Kind && mail.SessionId == request.RequestId,
                cancellationToken
            )
            || await db.Mails.CountAsync(
                mail => mail.MemberId == id && mail.Kind == SignInLink.Kind && mail.CreatedAt > hourAgo,
                cancellationToken
            ) >= MostPerHour
        )
        {
            return;
        }

        var mail = Mail.Of(SignInLink.Kind, id, request.RequestId, now);
        (mail.Priority, mail.ExpiresAt) = (-1, request.ExpiresAt);
        db.Add(mail);
    }
}
