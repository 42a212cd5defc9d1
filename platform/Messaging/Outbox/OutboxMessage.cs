using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>
/// A message that is stored together with the change that it reports, and waits for the relay. The row goes when the
/// broker has confirmed the message; <see cref="Attempts"/> counts the times the broker took it back.
/// </summary>
[Data(Category.None)]
[Processing(
    "Ausgehende Nachrichten zwischen den Diensten: warten hier, bis der Verteiler sie bestätigt",
    Erasure = Erasure.Otherwise,
    Kept = "Sekunden; bei einem Ausfall, bis die Nachricht zugestellt ist",
    SeenBy = "niemand"
)]
public sealed class OutboxMessage
{
    /// <summary>UUIDv7, so that the primary key is in the order of writing.</summary>
    public required Guid MessageId { get; init; }

    public required string Exchange { get; init; }

    /// <summary>The serialized envelope, exactly as it goes over the wire.</summary>
    [Data(Category.Personal)]
    public required byte[] Body { get; init; }

    /// <summary>W3C trace context of the writer.</summary>
    public string? Traceparent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    internal static void Configure(EntityTypeBuilder<OutboxMessage> row)
    {
        row.ToTable("outbox_messages");
        row.HasKey(message => message.MessageId);
        row.Property(message => message.MessageId).HasColumnName("message_id").ValueGeneratedNever();
        row.Property(message => message.Exchange).HasColumnName("exchange");
        row.Property(message => message.Body).HasColumnName("body");
        row.Property(message => message.Traceparent).HasColumnName("traceparent");
        row.Property(message => message.CreatedAt).HasColumnName("created_at");
        row.Property(message => message.Attempts).HasColumnName("attempts");
        row.Property(message => message.NextAttemptAt).HasColumnName("next_attempt_at");
    }
}
