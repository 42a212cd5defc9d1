using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Stadtgespraeche.Knowledge.Attendance;

/// <summary>Our copy of who was at a session, so that we can say who may write about it, and name the author. No contact data.</summary>
public sealed class AttendanceCopy
{
    public Guid SessionId { get; init; }

    public Guid MemberId { get; init; }

    public string Partner { get; init; } = "";

    public long Version { get; init; }

    public bool Attended { get; init; }

    public string DisplayName { get; init; } = "";

    public string PartnerName { get; init; } = "";
}

internal sealed class AttendanceTable : IEntityTypeConfiguration<AttendanceCopy>
{
    public void Configure(EntityTypeBuilder<AttendanceCopy> attendance)
    {
        attendance.ToTable("attendances");
        attendance.HasKey(a => new { a.SessionId, a.MemberId });
    }
}
