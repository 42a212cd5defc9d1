using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Our copy of what a calendar says of a session besides its time. It stands apart, because every booking writes the
/// session's own row anew. Written under that row's lock; absent until the first news after this table came.
/// </summary>
[Data(Category.None)]
public sealed class SessionDetails : IEntityTypeConfiguration<SessionDetails>
{
    public required Guid SessionId { get; init; }

    public string Title { get; set; } = "";

    /// <summary>IANA.</summary>
    public string TimeZone { get; set; } = "";

    public Venue? Venue { get; set; }

    /// <summary>The version that last changed what stands in a calendar.</summary>
    public long CalendarVersion { get; set; }

    public string? CancellationReason { get; set; }

    /// <summary>When we heard of the last change, by our own clock.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public void Configure(EntityTypeBuilder<SessionDetails> details)
    {
        details.ToTable("session_details");
        details.HasKey(row => row.SessionId);
        details
            .Property(row => row.Venue)
            .HasColumnType("jsonb")
            .HasConversion(
                venue => JsonSerializer.Serialize(venue, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<Venue>(json, JsonSerializerOptions.Web)
            );
        details
            .HasOne<Session>()
            .WithOne()
            .HasForeignKey<SessionDetails>(row => row.SessionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class SessionDetailsOfNews
{
    /// <summary>The row of the session, whose lock is held; made when it is not there yet.</summary>
    public static async Task<SessionDetails> DetailsOfAsync(
        this RegistrationDbContext db,
        Guid sessionId,
        CancellationToken cancellationToken
    ) =>
        await db.SessionDetails.SingleOrDefaultAsync(row => row.SessionId == sessionId, cancellationToken)
        ?? db.SessionDetails.Add(new SessionDetails { SessionId = sessionId }).Entity;
}
