using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Attendance;

/// <summary>
/// How many people were at a session about whom nothing else is known any more: they were erased, or their attendance
/// is too old to be kept.
/// </summary>
[Data(Category.None)]
public sealed class AnonymousAttendance : IEntityTypeConfiguration<AnonymousAttendance>
{
    public required Guid SessionId { get; init; }

    public int Attended { get; init; }

    public void Configure(EntityTypeBuilder<AnonymousAttendance> attendance)
    {
        attendance.ToTable("anonymous_attendances");
        attendance.HasKey(row => row.SessionId);
    }
}
