using Microsoft.EntityFrameworkCore;
using MimeKit;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// To whoever asked to be enrolled and is no member; the mail names the request in the member's place. Its own fact:
/// the <see cref="MembershipRequest"/>.
/// </summary>
public abstract class RequestMail(string name) : MailKind(name)
{
    protected sealed override async Task<object?> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    ) =>
        await db
            .MembershipRequests.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == mail.MemberId, cancellationToken);

    public sealed override string? WhyNot(MailFacts facts, TimeProvider time) =>
        facts.Own is null ? "no-address" : null;

    public sealed override MailboxAddress To(MailFacts facts)
    {
        var request = (MembershipRequest)facts.Own!;
        return new(request.DisplayName(), request.Email);
    }

    public sealed override Letter Write(MailFacts facts) => Write((MembershipRequest)facts.Own!);

    protected abstract Letter Write(MembershipRequest request);
}
