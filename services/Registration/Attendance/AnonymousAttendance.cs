using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Attendance;

/// <summary>
/// How many were at a session of whom nothing else is known any more: they were erased, or their attendance is too old
/// to be kept.
/// </summary>
[Data(Category.None)]
public sealed class AnonymousAttendance
{
    public required Guid SessionId { get; init; }

    public int Attended { get; init; }
}

internal sealed class AnonymousAttendanceTable : IEntityTypeConfiguration<AnonymousAttendance>
{
    public void Configure(EntityTypeBuilder<AnonymousAttendance> attendance)
    {
        attendance.ToTable("anonymous_attendances");
        attendance.HasKey(row => row.SessionId);
    }
}
