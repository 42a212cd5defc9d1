using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Knowledge.Attendance;

/// <summary>
/// Our copy of who was at a session, so that we can say who may write about it, and name the author. No contact data.
/// </summary>
[Data(Category.None)]
[Processing(
    "Teilnahme (Kopie): wer zu einer Sitzung schreiben darf und unter welchem Namen",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung",
    SeenBy = "niemand"
)]
public sealed class AttendanceCopy : IEntityTypeConfiguration<AttendanceCopy>
{
    public Guid SessionId { get; init; }

    [Data(Category.Personal)]
    public Guid MemberId { get; init; }

    public string Partner { get; init; } = "";

    public long Version { get; init; }

    [Data(Category.Personal)]
    public bool Attended { get; init; }

    [Data(Category.Personal)]
    public string DisplayName { get; init; } = "";

    public string PartnerName { get; init; } = "";

    /// <summary>When we first heard of this attendance; the time that it is kept counts from here.</summary>
    public DateTimeOffset KeptSince { get; init; }

    public void Configure(EntityTypeBuilder<AttendanceCopy> attendance)
    {
        attendance.ToTable("attendances");
        attendance.HasKey(a => new { a.SessionId, a.MemberId });
    }
}
