using System.Diagnostics;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>
/// Processor time of PostgreSQL and of the broker, by the name of their processes, since they put themselves under other
/// parents. The private servers of the script count too; they have nothing to do.
/// </summary>
internal static class ServerTime
{
    public static IEnumerable<KeyValuePair<string, double>> Read() =>
        new[] { ("PostgreSQL", "postgres"), ("RabbitMQ", "beam.smp") }.Select(server =>
            KeyValuePair.Create(server.Item1, Process.GetProcessesByName(server.Item2).Sum(Seconds))
        );

    private static double Seconds(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has ended meanwhile
        }
    }
}
