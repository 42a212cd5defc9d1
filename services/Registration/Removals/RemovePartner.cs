using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// One step of one removal, in the caller's transaction and under the lock of its row. Each step looks at what is
/// there, not at what was done before, so a process may be killed after any of them. Members are erased by <see
/// cref="EraseMember"/>, which frees their seats.
/// </summary>
internal sealed class RemovePartner(
    RegistrationDbContext db,
    ProvisionAtBroker management,
    TimeSpan wait,
    DateTimeOffset now,
    ILogger logger
)
{
    private const int Batch = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>These stay: the name under what was published, the proof, and what goes by itself.</summary>
    public static readonly Type[] Kept =
    [
        typeof(MemberErasure),
        typeof(PartnerRemoval),
        typeof(RetentionReport),
        typeof(AuditEntry),
        typeof(Member),
    ];

    private static readonly Type[] KeptToTheEnd = [.. Kept, typeof(PartnerKey), typeof(PartnerEncryptionKey)];

    /// <summary>True: the next step can be taken at once.</summary>
    public async Task<bool> NextAsync(Guid id, CancellationToken cancellationToken)
    {
        var (partner, erased) = (
            await db.Removals.Where(row => row.Id == id).Select(row => row.Partner).SingleAsync(cancellationToken),
            0
        );
        foreach (
            var member in await db
                .Members.Where(row => row.Partner == partner)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken)
        )
        {
            await EraseMember.HandleAsync(
                db,
                member,
                partner,
                ErasureCause.MandateEnded,
                null,
                now,
                cancellationToken,
                id
            );
            erased++;
        }

        if (erased > 0)
        {
            await db
                .Removals.Where(row => row.Id == id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Members, row => row.Members + erased),
                    cancellationToken
                );
            return true;
        }

        if (await db.Erasures.AnyAsync(row => row.RemovalId == id && row.CompletedAt == null, cancellationToken))
        {
            return false;
        }

        db.ChangeTracker.Clear();
        var removal = await db.Removals.Include(row => row.Parts).SingleAsync(row => row.Id == id, cancellationToken);
        return await NextOfPartnerAsync(removal, removal.Parts.ToDictionary(part => part.Owner), cancellationToken);
    }

    private async Task<bool> NextOfPartnerAsync(
        PartnerRemoval removal,
        Dictionary<string, RemovalPart> parts,
        CancellationToken cancellationToken
    )
    {
        var hub = ErasurePart.OtherServices.Select(owner => parts[owner]).ToList();
        if (parts[ErasurePart.Registration] is { CompletedAt: null } own)
        {
            // The hub's own Notification, which has the contact, forgets them as well.
            var applications = await db
                .Applications.Include(row => row.Questions)
                .Where(row => row.Partner == removal.Partner)
                .ToListAsync(cancellationToken);
            applications.ForEach(application => application.Forget(db));
            await db.SaveChangesAsync(cancellationToken);
            var counts = await PartnerData.DeleteAsync(db, removal.Partner, KeptToTheEnd, cancellationToken);
            counts["applications"] = applications.Count;
            (own.CompletedAt, own.Counts) = (now, await db.SumAsync(removal.Id, own.Owner, counts, cancellationToken));
            return true;
        }

        if (
            hub.Where(part => part.CompletedAt is null && (part.OrderedAt is null || part.OrderedAt + Patience < now))
                .ToList() is
            { Count: > 0 } due
        )
        {
            due.ForEach(Order);
            db.Publish(new PartnerRemovalOrdered(removal.Partner, removal.Id));
            return false;
        }

        if (hub.Exists(part => part.CompletedAt is null))
        {
            return false;
        }

        if (parts[ErasurePart.Partner] is { OrderedAt: null } last)
        {
            Order(last);
            db.SendToPartner(removal.Partner, new PartnerRemoved(removal.Partner, removal.Id, now));
            return false;
        }

        if (parts[ErasurePart.Partner] is { CompletedAt: null, OrderedAt: { } told } && told + wait > now)
        {
            return false;
        }

        await LeaveBrokerAsync(removal, parts[RemovalPart.Broker], cancellationToken);
        return false;
    }

    /// <summary>
    /// Nothing is sent to the partner from here on, so its keys, its user, its queue and its exchanges can go.
    /// </summary>
    private async Task LeaveBrokerAsync(PartnerRemoval removal, RemovalPart part, CancellationToken cancellationToken)
    {
        if (!management.Configured)
        {
            logger.LogWarning("The removal of {Partner} waits: Broker:Management is missing", removal.Partner);
            return;
        }

        // Locked before the broker is touched: whoever provisions looks at the state under the same lock.
        var partner =
            await db.LockPartnerAsync(removal.Partner, cancellationToken)
            ?? throw new InvalidOperationException($"{removal.Partner} is gone.");
        Order(part);
        removal.UnconfirmedErasures = await EndErasuresAsync(removal.Partner, cancellationToken);
        var exchange = PartnerTopology.Queue(removal.Partner);
        await db.Database.ExecuteSqlAsync(
            $"delete from outbox_messages where exchange = {exchange}",
            cancellationToken
        );
        var counts = await PartnerData.DeleteAsync(db, removal.Partner, Kept, cancellationToken);
        counts["broker"] = await management.RemoveAsync(removal.Partner, cancellationToken);

        (partner.State, partner.Version) = (PartnerState.Left, partner.Version + 1);
        (partner.PasswordHash, partner.EnrolmentCodeHash, partner.LastRelease, partner.CheckFailed) = (
            null,
            null,
            null,
            []
        );
        db.Publish(partner.Told());
        (part.CompletedAt, part.Counts, removal.CompletedAt) = (
            now,
            counts.Where(pair => pair.Value > 0).ToDictionary(),
            now
        );
    }

    /// <summary>Members had asked for these before; the partner no longer answers.</summary>
    private async Task<int> EndErasuresAsync(string partner, CancellationToken cancellationToken)
    {
        var open = await db
            .Erasures.Include(row => row.Parts)
            .Where(row => row.Partner == partner && row.CompletedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var erasure in open)
        {
            erasure.Parts.ForEach(part => part.CompletedAt ??= now);
            (erasure.CompletedAt, erasure.MemberId) = (now, null);
        }

        return open.Count;
    }

    private void Order(RemovalPart part) => (part.OrderedAt, part.Orders) = (now, part.Orders + 1);
}
