using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// The two tables that messaging keeps in the database of every service: <c>outbox_messages</c> and
/// <c>inbox_messages</c>.
/// </summary>
public static class MessagingModel
{
    public static ModelBuilder AddMessaging(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(OutboxMessage.Configure);
        modelBuilder.Entity<InboxMessage>(InboxMessage.Configure);
        return modelBuilder;
    }
}
