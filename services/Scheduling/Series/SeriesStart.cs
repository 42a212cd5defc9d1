using System.Security.Cryptography;
using System.Text;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// One date of a series: the same time on the clock each time, whatever the change to summer time does to the instant.
/// </summary>
internal sealed record SeriesStart(DateOnly Date, string LocalStart, string TimeZone)
{
    /// <summary>Why nobody could come at that time; null: it is there, once.</summary>
    public FieldError? Fault
    {
        get
        {
            var errors = new FieldErrors();
            SessionStart.Read(null, LocalStart, TimeZone, errors);
            return errors.All.FirstOrDefault();
        }
    }

    /// <summary>
    /// Follows from the series and the day alone, so that whoever sends a series twice means the same drafts (UUIDv8).
    /// </summary>
    public Guid DraftIdIn(Guid series)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"series/{series}/{Date:yyyy-MM-dd}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
