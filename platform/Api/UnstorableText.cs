using System.Data.Common;

namespace Stadtgespraeche.Api;

/// <summary>
/// Text with the character U+0000, which JSON, addresses and tokens can carry and PostgreSQL cannot (SQLSTATE 22021).
/// Slices refuse control characters with words of their own; where one slips through, it is still the sender's fault
/// and no failure of ours.
/// </summary>
public static class UnstorableText
{
    public static bool IsCauseOf(Exception? fault) =>
        fault is not null && (fault is DbException { SqlState: "22021" } || IsCauseOf(fault.InnerException));
}
