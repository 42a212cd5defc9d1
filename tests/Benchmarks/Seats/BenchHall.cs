using Npgsql;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Seats;

/// <summary>
/// Sessions with room for everybody, and members who have not answered yet; ids are counted, so that SQL can make them
/// as well.
/// </summary>
internal sealed class BenchHall(NpgsqlDataSource database, PartnerSigner signer)
{
    public const string Partner = "bench";
    public const int Clients = 16;
    public const int PerClient = 250;
    public const int ManySessions = 100;

    public static int Bookings => Clients * PerClient;

    public static Guid Session(int number) => Guid.Parse($"00000000-0000-7000-9000-{number:D12}");

    public static Guid Member(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:D12}");

    /// <summary>Which of some sessions a member books.</summary>
    public static int SessionOf(int member, int sessions) => member % sessions;

    public async Task FillAsync()
    {
        await ExecuteAsync(
            $"insert into partners (key, name, version, enrolment_code_used) values ('{Partner}', 'Bench', 1, true)"
        );
        await ExecuteAsync(
            $"""
            insert into partner_keys (partner, key_id, public_key, accepted_at)
            values ('{Partner}', '{signer.KeyId}', '{signer.PublicKey}', now())
            """
        );
        await ExecuteAsync(
            $"""
            insert into members (id, partner, version, display_name, departed)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '{Partner}', 1, 'Mitglied ' || n, false
            from generate_series(0, {Bookings - 1}) n
            """
        );
        await ExecuteAsync(
            $"""
            insert into sessions (id, version, cancelled, start, length_minutes, online_link_version, first_number, last_number,
                on_site_capacity, on_site_taken, on_site_waiting, online_taken, online_waiting)
            select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 1, false,
                now() + interval '1 day', 120, 0, 0, 0, 1000000, 0, 0, 0, 0
            from generate_series(0, {ManySessions - 1}) n
            """
        );
    }

    /// <summary>Takes all bookings back and waits until the relay has nothing left.</summary>
    public async Task EmptyAsync()
    {
        await Eventually.Holds(async () =>
        {
            if (await CountAsync("select count(*) from outbox_messages") > 0)
            {
                throw new InvalidOperationException("The relay still has messages.");
            }
        });
        await ExecuteAsync("truncate seats");
        await ExecuteAsync("update sessions set last_number = 0, on_site_taken = 0");
        await ExecuteAsync("VACUUM ANALYZE");
        await ExecuteAsync("CHECKPOINT");
    }

    /// <summary>Throws when a booking was lost or counted twice.</summary>
    public async Task CheckAsync()
    {
        var (seats, taken) = (
            await CountAsync("select count(*) from seats where form = 'OnSite'"),
            await CountAsync("select sum(on_site_taken) from sessions")
        );
        if ((seats, taken) != (Bookings, Bookings))
        {
            throw new InvalidOperationException($"{Bookings} bookings made {seats} seats, counted as {taken}.");
        }
    }

    public string Link(int member, int sessions) => signer.Link(Member(member), Session(SessionOf(member, sessions)));

    private async Task<long> CountAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
