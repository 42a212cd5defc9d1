using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Stadtgespraeche.Benchmarks.Seats;

/// <summary>
/// The limit: pgbench sends the statements of a booking, with its entry in the log of changes and a message row of the
/// same size, one after the other, prepared, over as many connections. No token, no JSON, no rules.
/// </summary>
internal static partial class SameSql
{
    private const int MessageBytes = 700;

    public static async Task<double> RateAsync(string connectionString, int sessions)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script(sessions));
            return await RunAsync(new NpgsqlConnectionStringBuilder(connectionString), script);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<double> RunAsync(NpgsqlConnectionStringBuilder server, string script)
    {
        var start = new ProcessStartInfo(
            "/usr/lib/postgresql/15/bin/pgbench",
            [
                "-n",
                "-M",
                "prepared",
                "-h",
                server.Host!,
                "-p",
                $"{server.Port}",
                "-U",
                server.Username!,
                "-D",
                "i=-1",
                "-c",
                $"{BenchHall.Clients}",
                "-j",
                "2",
                "-t",
                $"{BenchHall.PerClient}",
                "-f",
                script,
                server.Database!,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || Rate.Match(output) is not { Success: true } rate)
        {
            throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}{output}");
        }

        return double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Script(int sessions)
    {
        const string columns =
            "member_id, partner, version, form, booking_number, waiting_for, waiting_number, declined, cause, had_seat, question, accessibility_needs";
        const string session = "('00000000-0000-7000-9000-' || lpad((:s)::text, 12, '0'))::uuid";
        const string member = "('00000000-0000-7000-8000-' || lpad((:n)::text, 12, '0'))::uuid";
        const string lasting =
            "FROM linked_mandates mine JOIN linked_mandates link ON link.person_id = mine.person_id JOIN members lasting ON lasting.id = link.member_id AND NOT lasting.departed";
        return $"""
            \set i :i + 1
            \set n :client_id * {BenchHall.PerClient} + :i
            \set s :n % {sessions}
            BEGIN;
            SELECT version, cancelled, start, length_minutes, online_link, online_link_version, first_number, last_number, on_site_capacity, on_site_taken, on_site_waiting, online_capacity, online_taken, online_waiting FROM sessions WHERE id = {session} FOR UPDATE;
            SELECT member.version, member.display_name, member.departed, partner.name, member.mandate_from, member.mandate_until, owner.id, owner.partner FROM members member JOIN partners partner ON partner.key = member.partner LEFT JOIN LATERAL (SELECT lasting.id, lasting.partner {lasting} WHERE mine.member_id = member.id ORDER BY link.position LIMIT 1) owner ON true WHERE member.id = {member} AND member.partner = '{BenchHall.Partner}';
            WITH owner AS MATERIALIZED (SELECT coalesce((SELECT lasting.id {lasting} WHERE mine.member_id = {member} ORDER BY link.position LIMIT 1), {member}) AS id) SELECT {columns}, (SELECT count(*)::int FROM seats ahead WHERE ahead.session_id = own.session_id AND ahead.waiting_for = own.waiting_for AND ahead.waiting_number <= own.waiting_number) FROM seats own WHERE session_id = {session} AND member_id = (SELECT id FROM owner) UNION ALL (SELECT {columns}, 1 FROM seats WHERE session_id = {session} AND member_id <> (SELECT id FROM owner) AND waiting_for = 'OnSite' ORDER BY waiting_number LIMIT 1) UNION ALL (SELECT {columns}, 1 FROM seats WHERE session_id = {session} AND member_id <> (SELECT id FROM owner) AND waiting_for = 'Online' ORDER BY waiting_number LIMIT 1);
            UPDATE sessions SET last_number = last_number + 2, on_site_taken = on_site_taken + 1 WHERE id = {session};
            INSERT INTO seats (session_id, member_id, partner, version, form, booking_number, waiting_number, declined, cause, had_seat) VALUES ({session}, {member}, '{BenchHall.Partner}', 1, 'OnSite', 1, 1, false, 'Booked', false);
            INSERT INTO audit_log (id, at, via, actor_id, partner, role, operation, target_kind, target_id, outcome) VALUES (gen_random_uuid(), now(), 'link', {member}, '{BenchHall.Partner}', 'member', 'BookSeat', 'session', {session}::text, 'done');
            INSERT INTO outbox_messages (message_id, exchange, body, created_at, attempts) VALUES (gen_random_uuid(), 'notification.{BenchHall.Partner}', '\x{new string(
                '6',
                MessageBytes * 2
            )}', now(), 0);
            COMMIT;

            """;
    }

    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex Rate { get; }
}
