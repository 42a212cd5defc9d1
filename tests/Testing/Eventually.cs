using System.Diagnostics;
using Shouldly;

namespace Stadtgespraeche.Testing;

/// <summary>Waits for what will become true, instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Repeats <paramref name="assertion"/> until it passes; when it still fails after five minutes (or <paramref
    /// name="patience"/>), its last failure is the answer.
    /// </summary>
    public static async Task Holds(Func<Task> assertion, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(10);
        while (true)
        {
            var last = Stopwatch.GetElapsedTime(started) >= (patience ?? Patience);
            try
            {
                // Only the last failure is read by somebody: looking for the source of each one costs more than the
                // assertion.
                using (last ? null : ShouldlyConfiguration.DisableSourceInErrors())
                {
                    await assertion();
                    return;
                }
            }
            catch (Exception) when (!last)
            {
                await Task.Delay(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
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
