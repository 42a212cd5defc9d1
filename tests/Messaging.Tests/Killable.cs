using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>A service in a process of its own, which a test may kill.</summary>
internal static class Killable
{
    public static async Task<int> RunAsync(string database, string broker)
    {
        var builder = TestService.CreateBuilder(database, new Uri(broker));
        builder.AddHubMessaging<TestDb>("test", []);
        using var host = ((HostApplicationBuilder)builder).Build();
        await host.RunAsync();
        return 0;
    }

    public static Process Start(string database, Uri broker) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["relay", database, broker.ToString()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
