using System.Net.Sockets;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Tells a fault of the infrastructure, which passes, from a message that fails because of its own content.
/// </summary>
internal static class InfrastructureFault
{
    public static bool Is(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is NpgsqlException database && (database.IsTransient || IsAway(database.SqlState)))
            {
                return true;
            }

            if (failure is SocketException or BrokerUnreachableException or AlreadyClosedException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// 08 connection, 28 sign-in, 3D no database, 53 resources, 57 operator, 58 system, 25006 a standby that only
    /// reads.
    /// </summary>
    private static bool IsAway(string? state) =>
        state is "25006" || (state is { Length: 5 } && state[..2] is "08" or "28" or "3D" or "53" or "57" or "58");
}

/// <summary>The process stops while a message waits: it goes back to its queue, whole.</summary>
internal sealed class StoppingException() : Exception("The process stops; the message goes back to its queue.");
