using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// The record that a consumer has received a message: written in the transaction of its effect, kept for 30 days.
/// </summary>
[Data(Category.None)]
public sealed class InboxMessage
{
    public required Guid MessageId { get; init; }

    /// <summary>Endpoint and consumer, for several consumers may share an endpoint.</summary>
    public required string Consumer { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    internal static void Configure(EntityTypeBuilder<InboxMessage> row)
    {
        row.ToTable("inbox_messages");
        row.HasKey(message => new { message.MessageId, message.Consumer });
        row.Property(message => message.MessageId).HasColumnName("message_id");
        row.Property(message => message.Consumer).HasColumnName("consumer");
        row.Property(message => message.ReceivedAt).HasColumnName("received_at");
        row.HasIndex(message => message.ReceivedAt);
    }
}
