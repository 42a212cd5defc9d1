using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Attendance;

/// <summary>
/// Whether a member was at a session, as an organiser ticked it. The row stays when the tick is taken back.
/// </summary>
[Data(Category.None)]
[Processing(
    "Teilnahme: wer bei einer Sitzung war, damit Rückblick und Mitschreiben möglich sind",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung, danach nur als Zahl",
    SeenBy = "Organisation"
)]
public sealed class AttendanceRecord : IEntityTypeConfiguration<AttendanceRecord>
{
    public required Guid SessionId { get; init; }

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public bool Attended { get; set; }

    public long Version { get; set; }

    public void Configure(EntityTypeBuilder<AttendanceRecord> attendance)
    {
        attendance.ToTable("attendances");
        attendance.HasKey(row => new { row.SessionId, row.MemberId });
        attendance.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
