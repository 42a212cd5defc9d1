using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Stadtgespraeche.Resilience;

/// <summary>
/// Tells a fault of the surroundings, which passes (database, broker or network away), from a bug or bad content. The
/// whole chain of causes counts: EF Core wraps what PostgreSQL says once, twice or three times.
/// </summary>
public static class InfrastructureFault
{
    public static bool Is(Exception? fault) => Chain(fault).Any(IsOfSurroundings);

    /// <summary>
    /// The kinds of all causes with their SQLSTATE or status, and nothing else: the text of a fault may quote what
    /// stands in a row.
    /// </summary>
    public static string Name(Exception fault) => string.Join(" <- ", Chain(fault).Select(NameOfOne));

    /// <summary>The fault and all its causes, outside first.</summary>
    public static IEnumerable<Exception> Chain(Exception? fault)
    {
        if (fault is null)
        {
            yield break;
        }

        yield return fault;
        var causes = fault is AggregateException several ? several.InnerExceptions : [fault.InnerException!];
        foreach (var cause in causes.Where(cause => cause is not null).SelectMany(Chain))
        {
            yield return cause;
        }
    }

    private static bool IsOfSurroundings(Exception fault) =>
        fault switch
        {
            DbException database => database.IsTransient || IsAway(database.SqlState),
            HttpRequestException http => http.StatusCode is null or >= HttpStatusCode.InternalServerError,
            OperationInterruptedException broker => broker is AlreadyClosedException || IsAway(broker.ShutdownReason),
            _ => fault is SocketException or BrokerUnreachableException,
        };

    /// <summary>
    /// 08 connection, 28 sign-in, 3D no database, 53 resources, 57 operator, 58 system, 25006 a standby that only
    /// reads.
    /// </summary>
    private static bool IsAway(string? state) =>
        state is "25006" || (state is { Length: 5 } && state[..2] is "08" or "28" or "3D" or "53" or "57" or "58");

    // The broker closes (320), has an error of its own (541), or the connection was lost under us.
    private static bool IsAway(ShutdownEventArgs? reason) =>
        reason is null or { ReplyCode: 320 or 541 } or { Initiator: ShutdownInitiator.Library };

    private static string NameOfOne(Exception fault) =>
        fault switch
        {
            DbException { SqlState: { } state } => $"{fault.GetType().Name} {state}",
            HttpRequestException { StatusCode: { } status } => $"{fault.GetType().Name} {(int)status}",
            _ => fault.GetType().Name,
        };
}
