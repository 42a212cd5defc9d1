using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Attendance;

/// <summary>Our copy of who was at a session: they get its recap and may add to it.</summary>
[Data(Category.None)]
[Processing(
    "Teilnahme (Kopie): wer den Rückblick auf eine Sitzung bekommt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung",
    SeenBy = "die Kommune"
)]
public sealed class Attendee : IEntityTypeConfiguration<Attendee>
{
    [Data(Category.Personal)]
    public Guid MemberId { get; set; }

    public Guid SessionId { get; set; }

    public long Version { get; set; }

    [Data(Category.Personal)]
    public bool Attended { get; set; }

    public void Configure(EntityTypeBuilder<Attendee> builder)
    {
        builder.ToTable("attendees");
        builder.HasKey(attendee => new { attendee.MemberId, attendee.SessionId });
    }
}
