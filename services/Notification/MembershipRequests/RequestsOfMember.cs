using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// The requests that came from a member's address, refused ones for instance: they know no member, and belong to the
/// person's data all the same.
/// </summary>
public static class RequestsOfMember
{
    /// <summary>As every other table is exported; null when there are none.</summary>
    public static async Task<ExportedTable?> ExportAsync(
        NotificationDbContext db,
        Guid member,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Database.SqlQuery<string>(
                $"""
                select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as "Value" from membership_requests t
                where email = (select email from members where id = {member})
                """
            )
            .SingleAsync(cancellationToken);
        var processing = typeof(MembershipRequest).GetCustomAttribute<ProcessingAttribute>()!;
        return rows == "[]"
            ? null
            : new(
                "membership_requests",
                processing.Purpose,
                processing.Kept,
                processing.SeenBy,
                JsonSerializer.Deserialize<JsonElement>(rows)
            );
    }

    /// <summary>
    /// In the caller's transaction, while the member's row is still there: deletes those received before <paramref
    /// name="before"/> with their mails; one that came later asks to take part again. Returns how many rows of each
    /// there were.
    /// </summary>
    public static async Task<(int Requests, int Mails)> EraseAsync(
        NotificationDbContext db,
        Guid member,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        // In the order of a confirmation, which may be under way.
        await db.LockForWritingMembersAsync(cancellationToken);
        await db.LockRequestsAsync(cancellationToken);
        if (
            await db
                .Members.Where(row => row.Id == member)
                .Select(row => row.Email)
                .SingleOrDefaultAsync(cancellationToken)
            is not { } email
        )
        {
            return default;
        }

        var requests = db.MembershipRequests.Where(row => row.Email == email && row.ReceivedAt < before);
        var mails = await db
            .Mails.Where(mail => requests.Any(row => row.Id == mail.MemberId))
            .ExecuteDeleteAsync(cancellationToken);
        return (await requests.ExecuteDeleteAsync(cancellationToken), mails);
    }
}
