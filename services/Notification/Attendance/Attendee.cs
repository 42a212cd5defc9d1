using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Stadtgespraeche.Notification.Attendance;

/// <summary>Our copy of who was at a session: they get its recap and may add to it.</summary>
public sealed class Attendee : IEntityTypeConfiguration<Attendee>
{
    public Guid MemberId { get; set; }

    public Guid SessionId { get; set; }

    public long Version { get; set; }

    public bool Attended { get; set; }

    public void Configure(EntityTypeBuilder<Attendee> builder)
    {
        builder.ToTable("attendees");
        builder.HasKey(attendee => new { attendee.MemberId, attendee.SessionId });
    }
}
