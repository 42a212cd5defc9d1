using System.Diagnostics;

namespace Stadtgespraeche.Testing;

/// <summary>Waits for what will become true, instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Repeats <paramref name="assertion"/> until it passes; when it still fails after three minutes (or <paramref
    /// name="patience"/>), its last failure is the answer.
    /// </summary>
    public static async Task Holds(Func<Task> assertion, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(started) < (patience ?? Patience))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>The same for an assertion that need not wait itself.</summary>
    public static Task Holds(Action assertion) =>
        Holds(() =>
        {
            assertion();
            return Task.CompletedTask;
        });
}
