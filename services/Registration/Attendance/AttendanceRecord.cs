using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Attendance;

/// <summary>Whether a member was at a session, as an organiser ticked it. The row stays when the tick is taken back.</summary>
public sealed class AttendanceRecord
{
    public required Guid SessionId { get; init; }

    public required Guid MemberId { get; init; }

    public bool Attended { get; set; }

    public long Version { get; set; }
}

internal sealed class AttendanceTable : IEntityTypeConfiguration<AttendanceRecord>
{
    public void Configure(EntityTypeBuilder<AttendanceRecord> attendance)
    {
        attendance.ToTable("attendances");
        attendance.HasKey(row => new { row.SessionId, row.MemberId });
        attendance.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
