using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>A question of the organisers about an impulse, or what its owner answers; kept with it.</summary>
[Data(Category.None)]
[Processing(
    "Fragen und Antworten zu angebotenen Impulsen",
    Subject = nameof(OwnerId),
    Erasure = Erasure.Delete,
    Kept = "so lange wie der Impuls",
    SeenBy = "wer den Impuls anbietet und die Organisation"
)]
public sealed class ImpulseMessage : IEntityTypeConfiguration<ImpulseMessage>
{
    public const int LongestText = 2_000;
    public const int Most = 100;

    public Guid Id { get; init; }

    public Guid ImpulseId { get; init; }

    /// <summary>The owner of the impulse, whoever wrote the message.</summary>
    [Data(Category.Personal)]
    public Guid OwnerId { get; init; }

    public bool FromOrganisers { get; init; }

    [Data(Category.Personal)]
    public string Text { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<ImpulseMessage> message)
    {
        // The client makes the id, and knows nothing of other impulses' messages.
        message.HasKey(m => new { m.ImpulseId, m.Id });
        message.Property(m => m.Text).HasMaxLength(LongestText);
        message.HasOne<Impulse>().WithMany().HasForeignKey(m => m.ImpulseId).OnDelete(DeleteBehavior.Cascade);
        message.HasIndex(m => m.OwnerId);
    }
}
