using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Takes somebody into the list who came in by an operator's invitation and has now given an address, and enrols the
/// person at the hub; one mail says so. Whoever has an address keeps it. Dropped, and logged by the message alone: what
/// no key of this deployment opens, and an address that another member has.
/// </summary>
public sealed class EnrolWhenAddressGiven(
    NotificationDbContext db,
    AddressKeys keys,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<EnrolWhenAddressGiven> log
) : IConsumer<AddressGiven>
{
    public async Task Consume(ConsumeContext<AddressGiven> context)
    {
        var (word, cancellationToken) = (context.Message, context.CancellationToken);
        if (keys.Open(word.SealedAddress) is not { } address || !MemberRules.IsAddress(address))
        {
            log.LogWarning("The address in {MessageId} was dropped: no key opens it, or it is none", context.MessageId);
            return;
        }

        if (await db.LockPersonAsync(word.MemberId, cancellationToken))
        {
            return;
        }

        await db.LockForWritingMembersAsync(cancellationToken);
        var member = await db.Members.SingleOrDefaultAsync(row => row.Id == word.MemberId, cancellationToken);
        if (member?.Email is not null || await db.Installations.AnyAsync(row => row.LeftAt != null, cancellationToken))
        {
            return;
        }

        if (
            await db.Members.AnyAsync(
                row => row.Email == address && row.State != MemberState.Departed,
                cancellationToken
            )
        )
        {
            log.LogWarning("The address in {MessageId} was dropped: another member has it", context.MessageId);
            return;
        }

        member ??= db.Add(new Member { Id = word.MemberId, DisplayName = word.DisplayName }).Entity;
        member.Email = address;
        db.SendToHub(
            partner.Value.Key,
            new MemberEnrolled(partner.Value.Key, member.Id, ++member.Version, member.DisplayName)
        );
        db.Add(Mail.Of(AddressConfirmed.Kind, member.Id, member.Id, time.GetUtcNow()));
    }
}
