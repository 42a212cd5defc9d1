using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// Accepts a member whom an admitted partner vouches for, and a new name with a higher version. A member of another
/// partner, or an unreadable name, is refused and logged. When the member was erased, the partner is told to erase
/// again: it has restored an old backup. A mandate that comes back revives the member; for a person with several linked
/// mandates, it is decided again which of them is invited.
/// </summary>
public sealed class AcceptMemberWhenMemberEnrolled(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<AcceptMemberWhenMemberEnrolled> logger
) : IConsumer<MemberEnrolled>
{
    private const int MaxName = 200;

    public async Task Consume(ConsumeContext<MemberEnrolled> context)
    {
        var word = context.Message;
        if (
            string.IsNullOrWhiteSpace(word.DisplayName)
            || word.DisplayName.Length > MaxName
            || word.DisplayName.Any(char.IsControl)
        )
        {
            logger.LogWarning(
                "Refused a member of {Partner} in {MessageId}: the name is empty, too long or not plain",
                word.Partner,
                context.MessageId
            );
            return;
        }

        // As for every change of seats: the sessions, then the links, then the member.
        var linked = await db.LinkedMandates.AnyAsync(row => row.MemberId == word.MemberId, context.CancellationToken);
        var sessions = linked ? await db.LockComingSessionsAsync(time.GetUtcNow(), context.CancellationToken) : [];
        await db.LockLinksOfAsync(word.MemberId, context.CancellationToken);
        if (await db.LockMemberAsync(word.Partner, word.MemberId, context.CancellationToken) is not { } member)
        {
            if (!await db.OrderAgainAsync(word.Partner, word.MemberId, context.CancellationToken))
            {
                logger.LogWarning(
                    "Refused a member of {Partner} in {MessageId}: erased, or not this partner's to enrol",
                    word.Partner,
                    context.MessageId
                );
            }

            return;
        }

        if (member.Version >= word.Version)
        {
            return;
        }

        (member.Version, member.DisplayName, member.Departed, member.DepartedAt) = (
            word.Version,
            CleanText.Line(word.DisplayName) ?? "",
            false,
            null
        );
        (member.MandateFrom, member.MandateUntil) = (word.MandateFrom, word.MandateUntil);
        await GatherSeatsAsync(sessions, member.Id, context.CancellationToken);
        await db.SettleInvitationsAsync(member.Id, context.CancellationToken);
        db.SendToPartner(word.Partner, member.ToAccepted([]));
    }

    /// <summary>The mandate that comes back may be the person's first one again, which has the seats.</summary>
    private async Task GatherSeatsAsync(List<Session> sessions, Guid member, CancellationToken cancellationToken)
    {
        if (sessions.Count == 0)
        {
            return;
        }

        await db.SaveChangesAsync(cancellationToken); // that the mandate lasts again, counts in the query
        if (await db.LastingMandatesOf(member).ToListAsync(cancellationToken) is not [var first, .. var others])
        {
            return;
        }

        var ids = others.ConvertAll(other => other.Id);
        foreach (var session in await db.AnsweredByAsync(sessions, ids, cancellationToken))
        {
            foreach (var other in others)
            {
                await HandOverSeats.HandleAsync(
                    db,
                    session,
                    other.Id,
                    first.Id,
                    first.Partner,
                    SeatCause.Cancelled,
                    time.GetUtcNow(),
                    cancellationToken
                );
            }
        }
    }
}
