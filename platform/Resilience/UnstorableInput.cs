using System.Data.Common;

namespace Stadtgespraeche.Resilience;

/// <summary>
/// What a request brought and PostgreSQL cannot store or count with: text with the character U+0000 (SQLSTATE 22021), a
/// number, a date or a length beyond what there is (class 22). Slices refuse it with words of their own; where something
/// slips through, it is still the sender's fault and no failure of ours.
/// </summary>
public static class UnstorableInput
{
    public static bool IsCauseOf(Exception? fault) =>
        InfrastructureFault.Chain(fault).Any(cause => cause is DbException { SqlState: ['2', '2', ..] });
}
