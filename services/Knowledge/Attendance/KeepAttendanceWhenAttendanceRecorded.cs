using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Knowledge.Attendance;

/// <summary>
/// Keeps our copy of who attended. Ignores older news, in whatever order it arrives, and news about a member who was
/// erased.
/// </summary>
public sealed class KeepAttendanceWhenAttendanceRecorded(KnowledgeDbContext db, TimeProvider time)
    : IConsumer<AttendanceRecorded>
{
    public async Task Consume(ConsumeContext<AttendanceRecorded> context)
    {
        var fact = context.Message;
        if (await db.LockPersonAsync(fact.MemberId, context.CancellationToken))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into attendances (session_id, member_id, partner, version, attended,
                display_name, partner_name, kept_since)
            values ({fact.SessionId}, {fact.MemberId}, {fact.Partner}, {fact.Version}, {fact.Attended},
                {fact.DisplayName}, {fact.PartnerName}, {time.GetUtcNow()})
            on conflict (session_id, member_id) do update
            set partner = excluded.partner, version = excluded.version, attended = excluded.attended,
                display_name = excluded.display_name, partner_name = excluded.partner_name
            where attendances.version < excluded.version
            """,
            context.CancellationToken
        );
    }
}
