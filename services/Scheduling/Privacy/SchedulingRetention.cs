using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Privacy;

/// <summary>
/// Sessions are the public memory of the series and stay; of persons only the log of changes is here, and that goes.
/// </summary>
internal static class SchedulingRetention
{
    public static readonly RetentionRules Rules = new(
        [SecurityLogRetention.Rule],
        (_, _) => Task.FromResult<IReadOnlyList<string>>([""])
    );
}
