using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// What follows from linked mandates. Whoever changes something that matters here holds one lock for all of them, since
/// they are few.
/// </summary>
internal static class MandateLinks
{
    /// <summary>After the sessions and before the member. Costs nothing for members with a single mandate.</summary>
    public static async Task LockLinksOfAsync(
        this RegistrationDbContext db,
        Guid memberId,
        CancellationToken cancellationToken
    )
    {
        if (await db.LinkedMandates.AnyAsync(row => row.MemberId == memberId, cancellationToken))
        {
            await db.LockLinksAsync(cancellationToken);
        }
    }

    public static Task LockLinksAsync(this RegistrationDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('mandate links', 0))",
            cancellationToken
        );

    /// <summary>
    /// The mandates of the person that have not ended, the invited one first; empty for a person who has linked none.
    /// </summary>
    public static IQueryable<Member> LastingMandatesOf(this RegistrationDbContext db, Guid memberId) =>
        from mine in db.LinkedMandates
        join link in db.LinkedMandates on mine.PersonId equals link.PersonId
        join member in db.Members on link.MemberId equals member.Id
        where mine.MemberId == memberId && !member.Departed
        orderby link.Position
        select member;

    /// <summary>The member and the person's other mandates that have not ended.</summary>
    public static async Task<List<Guid>> OwnMandatesAsync(
        this RegistrationDbContext db,
        Guid memberId,
        CancellationToken cancellationToken
    )
    {
        var own = await db.LastingMandatesOf(memberId)
            .Select(member => member.Id)
            .Where(id => id != memberId)
            .ToListAsync(cancellationToken);
        own.Add(memberId);
        return own;
    }

    /// <summary>The member who has the person's seats: the first mandate that lasts, or the only one.</summary>
    public static async Task<Guid> SeatOwnerAsync(
        this RegistrationDbContext db,
        Guid memberId,
        CancellationToken cancellationToken
    ) =>
        await db.LastingMandatesOf(memberId).Select(member => (Guid?)member.Id).FirstOrDefaultAsync(cancellationToken)
        ?? memberId;

    /// <summary>
    /// Settles which of the person's mandates is invited, and tells the cities of those for which that changed. In the
    /// caller's transaction, under the lock; what the caller has changed about a member counts, saved or not.
    /// </summary>
    public static async Task SettleInvitationsAsync(
        this RegistrationDbContext db,
        Guid memberId,
        CancellationToken cancellationToken
    )
    {
        var mandates = await (
            from mine in db.LinkedMandates
            join link in db.LinkedMandates on mine.PersonId equals link.PersonId
            join member in db.Members on link.MemberId equals member.Id
            where mine.MemberId == memberId
            orderby link.Position
            select member
        ).ToListAsync(cancellationToken);
        var first = mandates.Find(member => !member.Departed);
        foreach (var member in mandates)
        {
            db.SetInvitedElsewhere(member, !member.Departed && member != first);
        }
    }

    public static void SetInvitedElsewhere(this RegistrationDbContext db, Member member, bool elsewhere)
    {
        if (member.InvitedElsewhere == elsewhere)
        {
            return;
        }

        member.InvitedElsewhere = elsewhere;
        member.LinkVersion++;
        // Nobody mails a member whose mandate has ended; if the mandate comes back, that message tells this as well.
        if (!member.Departed)
        {
            db.SendToPartner(member.Partner, member.ToAccepted([]));
        }
    }
}
