using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// What the city's database knows of its keys, for they lie outside of it: whether the service ran on it before, and
/// how the hub stood to each key.
/// </summary>
internal sealed record KnownKeys(bool RanBefore, IReadOnlyDictionary<string, PartnerKeyStanding> Standings)
{
    private static readonly KnownKeys None = new(false, new Dictionary<string, PartnerKeyStanding>());

    /// <summary>Another key was believed once, and this one is not: it was lost.</summary>
    public bool Replaces(string keyId) =>
        Standings.GetValueOrDefault(keyId) != PartnerKeyStanding.Trusted
        && Standings.Any(key => key.Key != keyId && key.Value == PartnerKeyStanding.Trusted);

    /// <summary>Nothing where the database does not answer; its own check says why.</summary>
    public static async Task<KnownKeys> ReadAsync(string? address, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(address)
                {
                    Timeout = 10,
                    CommandTimeout = 10,
                    Pooling = false,
                }.ToString()
            );
            await using var db = new NotificationDbContext(
                new DbContextOptionsBuilder<NotificationDbContext>().UseNpgsql(connection).Options
            );
            return new(
                await db.Installations.AnyAsync(cancellationToken),
                await db.LinkKeyStandings.ToDictionaryAsync(row => row.KeyId, row => row.Standing, cancellationToken)
            );
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or InvalidOperationException
                        or IOException
                        or TimeoutException
                        or ArgumentException
            )
        {
            return None;
        }
    }
}
