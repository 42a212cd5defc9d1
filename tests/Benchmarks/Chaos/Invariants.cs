using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>
/// What must hold after all that happened, read from databases, inboxes and logs. Each answers with what contradicts it.
/// </summary>
internal sealed partial class Invariants(
    Platform platform,
    IReadOnlyDictionary<(Guid Member, Guid Session), Acknowledged> acknowledged
)
{
    public IReadOnlyDictionary<string, Func<Task<IReadOnlyList<string>>>> All =>
        new Dictionary<string, Func<Task<IReadOnlyList<string>>>>
        {
            ["what was acknowledged is stored"] = StoredAsync,
            ["no session has more seats than places, and counts them right"] = () => RowsAsync("hub", Counted),
            ["nobody waits while a place is free"] = () => RowsAsync("hub", Idle),
            ["outboxes are empty"] = () => EachAsync("select 'a message waits' from outbox_messages"),
            ["no mail is unsent"] = () =>
                CitiesAsync("select kind || ' ' || status from mails where status not in ('Sent', 'Dropped')"),
            ["the cities' copies of seats are equal to the hub's"] = CopiesAsync,
            ["the last entry in each calendar is as the seat"] = EntriesAsync,
            ["no state of a seat was told by two different mails"] = () => Task.FromResult(TwiceTold()),
            ["no address is in the hub"] = AddressesAsync,
            ["no token and no address is in a log"] = () => Task.FromResult(Logged()),
        };

    /// <summary>Mails that a mail server got twice, as it may after a kill between its OK and the note of it.</summary>
    public int SentAgain =>
        Letters.Read(platform).GroupBy(letter => letter.MessageId).Sum(copies => copies.Count() - 1);

    private const string Counted = $$"""
        select s.id || ': ' || f.form || ' ' || count(seats.member_id) || ' seats, counted ' || f.taken || ' of ' || f.capacity
        from sessions s cross join lateral (values ('OnSite', s.on_site_taken, s.on_site_capacity, s.on_site_waiting),
            ('Online', s.online_taken, s.online_capacity, s.online_waiting)) f (form, taken, capacity, waiting)
        left join seats on seats.session_id = s.id and seats.form = f.form
        group by s.id, f.form, f.taken, f.capacity, f.waiting
        having count(seats.member_id) <> f.taken or f.taken > f.capacity
            or f.waiting <> (select count(*) from seats w where w.session_id = s.id and w.waiting_for = f.form)
        """;

    private const string Idle = """
        select id || '' from sessions where (on_site_waiting > 0 and on_site_taken < on_site_capacity)
            or (online_waiting > 0 and online_taken < online_capacity)
        """;

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        var seats = await SeatsOfHubAsync();
        return
        [
            .. acknowledged
                .Where(pair => !Fits(pair.Value, seats.GetValueOrDefault(pair.Key)))
                .Select(pair => $"{pair.Key}: {pair.Value} is {seats.GetValueOrDefault(pair.Key)}"),
        ];
    }

    private static bool Fits(Acknowledged last, Place? place) =>
        last.Answer switch
        {
            "Declined" => place is { Form: null, WaitingFor: null },
            "Online" => place is { Form: "Online", WaitingFor: null } or { Form: null, WaitingFor: "Online" },
            _ => place is { Form: "OnSite", WaitingFor: null } or { Form: null, WaitingFor: "OnSite" }
                || (last.KeepOnlineSeat && place is { Form: "Online", WaitingFor: "OnSite" }),
        };

    private async Task<IReadOnlyList<string>> CopiesAsync()
    {
        var hub = await SeatsOfHubAsync();
        var copies = new Dictionary<(Guid, Guid), Place>();
        foreach (var city in Platform.Cities)
        {
            foreach (
                var (key, place) in await SeatsAsync(
                    city,
                    "select member_id, session_id, held, waiting_for, version from seats"
                )
            )
            {
                copies[key] = place;
            }
        }

        return
        [
            .. hub.Where(pair => copies.GetValueOrDefault(pair.Key) != pair.Value)
                .Select(pair => $"{pair.Key}: {pair.Value} is {copies.GetValueOrDefault(pair.Key)} in the city"),
        ];
    }

    private async Task<IReadOnlyList<string>> EntriesAsync()
    {
        var hub = await SeatsOfHubAsync();
        var last = Letters
            .Read(platform)
            .Where(letter => letter.Uid is not null)
            .GroupBy(letter => (letter.To, letter.Uid!))
            .ToDictionary(letters => letters.Key, letters => letters.MaxBy(letter => letter.Sequence)!);
        var addresses = new Dictionary<Guid, string>();
        foreach (var city in Platform.Cities)
        {
            foreach (var row in await RowsAsync(city, "select id || ' ' || email from members"))
            {
                addresses[Guid.Parse(row.Split(' ')[0])] = row.Split(' ')[1];
            }
        }

        return
        [
            .. hub.Select(pair =>
                    (pair.Key, pair.Value, Entry: last.GetValueOrDefault((addresses[pair.Key.Item1], Uid(pair.Key))))
                )
                .Where(one =>
                    one.Value.Form is null ? one.Entry is { Method: "REQUEST" } : one.Entry is not { Method: "REQUEST" }
                )
                .Select(one => $"{one.Key}: {one.Value}, but the calendar has {one.Entry?.Method ?? "nothing"}"),
        ];
    }

    // As a mail names it: one for each member and session.
    private static string Uid((Guid Member, Guid Session) seat) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seat.Member}/{seat.Session}")).AsSpan(0, 16))
        + "@stadtgespraeche";

    private IReadOnlyList<string> TwiceTold() =>
        [
            .. Letters
                .Read(platform)
                .Where(letter => letter.Uid is not null)
                .GroupBy(letter => (letter.To, letter.Uid, letter.Sequence))
                .Where(letters => letters.DistinctBy(letter => letter.MessageId).Count() > 1)
                .Select(letters => $"SEQUENCE {letters.Key.Sequence} of {letters.Key.Uid}"),
        ];

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(platform.Databases["hub"].ConnectionString);
        var start = new ProcessStartInfo(
            "/usr/lib/postgresql/15/bin/pg_dump",
            ["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "--data-only", server.Database!]
        )
        {
            RedirectStandardOutput = true,
        };
        using var dump = Process.Start(start)!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        return [.. Address.Matches(text).Select(found => found.Value).Distinct()];
    }

    private IReadOnlyList<string> Logged() =>
        [
            .. platform
                .Victims.Select(victim => victim.Log)
                .Distinct()
                .SelectMany(log => File.ReadLines(log).Where(line => Address.IsMatch(line) || Token.IsMatch(line))),
        ];

    private async Task<IReadOnlyList<string>> EachAsync(string sql)
    {
        var rows = new List<string>();
        foreach (var name in platform.Databases.Keys)
        {
            rows.AddRange((await RowsAsync(name, sql)).Select(row => $"{name}: {row}"));
        }

        return rows;
    }

    private async Task<IReadOnlyList<string>> CitiesAsync(string sql)
    {
        var rows = new List<string>();
        foreach (var city in Platform.Cities)
        {
            rows.AddRange((await RowsAsync(city, sql)).Select(row => $"{city}: {row}"));
        }

        return rows;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string database, string sql)
    {
        var rows = new List<string>();
        await using var command = platform.Databases[database].CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private Task<Dictionary<(Guid, Guid), Place>> SeatsOfHubAsync() =>
        SeatsAsync("hub", "select member_id, session_id, form, waiting_for, version from seats");

    private async Task<Dictionary<(Guid, Guid), Place>> SeatsAsync(string database, string sql)
    {
        var seats = new Dictionary<(Guid, Guid), Place>();
        await using var command = platform.Databases[database].CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            seats[(reader.GetGuid(0), reader.GetGuid(1))] = new Place(
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetInt64(4)
            );
        }

        return seats;
    }

    private sealed record Place(string? Form, string? WaitingFor, long Version);

    [GeneratedRegex(@"m\d+@rat\.")]
    private static partial Regex Address { get; }

    [GeneratedRegex("(?<![A-Za-z])eyJ")]
    private static partial Regex Token { get; }
}
