using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// A consumer failed on a message for the last time. Only the kinds of the causes and the place in our code are told
/// here, so that header, log and trace say nothing that stood in the message: a cause's own text may quote it.
/// </summary>
internal sealed class ConsumerFailedException(Exception cause) : Exception(Tell(cause))
{
    private const string Ours = "   at Stadtgespraeche.";

    public static string Tell(Exception cause)
    {
        var kinds = InfrastructureFault.Name(cause);
        var place = InfrastructureFault
            .Chain(cause)
            .Reverse()
            .SelectMany(fault => (fault.StackTrace ?? "").Split('\n'))
            .FirstOrDefault(line => line.StartsWith(Ours, StringComparison.Ordinal));
        return place is null ? kinds : $"{kinds} {place.Trim().Split(" in ")[0]}";
    }
}
