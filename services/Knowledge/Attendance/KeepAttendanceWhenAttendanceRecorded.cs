using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Attendance;

/// <summary>Keeps our copy of who attended; what is older than what we know is ignored, in whatever order it comes.</summary>
public sealed class KeepAttendanceWhenAttendanceRecorded(KnowledgeDbContext db) : IConsumer<AttendanceRecorded>
{
    public Task Consume(ConsumeContext<AttendanceRecorded> context)
    {
        var fact = context.Message;
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into attendances (session_id, member_id, partner, version, attended, display_name, partner_name)
            values ({fact.SessionId}, {fact.MemberId}, {fact.Partner}, {fact.Version}, {fact.Attended}, {fact.DisplayName}, {fact.PartnerName})
            on conflict (session_id, member_id) do update
            set partner = excluded.partner, version = excluded.version, attended = excluded.attended,
                display_name = excluded.display_name, partner_name = excluded.partner_name
            where attendances.version < excluded.version
            """,
            context.CancellationToken);
    }
}
