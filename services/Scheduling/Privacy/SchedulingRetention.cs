using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Privacy;

/// <summary>
/// Sessions are the public memory of the series and stay. The only personal data here is the log of changes, which is
/// deleted.
/// </summary>
internal static class SchedulingRetention
{
    public static readonly RetentionRules Rules = new(
        [SecurityLogRetention.Rule],
        (_, _) => Task.FromResult<IReadOnlyList<string>>([""])
    );
}
