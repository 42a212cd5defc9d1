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
            "member_id, partner, version, form, booking_number, waiting_for, waiting_number, declined, cause, had_seat, "
            + "question, accessibility_needs, was_form, was_waiting_for, was_waiting_number";
        const string session = "('00000000-0000-7000-9000-' || lpad((:s)::text, 12, '0'))::uuid";
        const string member = "('00000000-0000-7000-8000-' || lpad((:n)::text, 12, '0'))::uuid";
        const string lasting =
            "from linked_mandates mine join linked_mandates link on link.person_id = mine.person_id "
            + "join members lasting on lasting.id = link.member_id and not lasting.departed";
        return $"""
            \set i :i + 1
            \set n :client_id * {BenchHall.PerClient} + :i
            \set s :n % {sessions}
            begin;
            select version, cancelled, start, length_minutes, online_link, online_link_version, first_number, last_number,
                on_site_capacity, on_site_taken, on_site_waiting, online_capacity, online_taken, online_waiting
            from sessions where id = {session} for update;
            select member.version, member.display_name, member.departed, partner.name, member.mandate_from,
                member.mandate_until, owner.id, owner.partner
            from members member join partners partner on partner.key = member.partner
            left join LATERAL (select lasting.id, lasting.partner {lasting}
                where mine.member_id = member.id order by link.position limit 1) owner on true
            where member.id = {member} and member.partner = '{BenchHall.Partner}';
            with owner as MATERIALIZED (select coalesce((select lasting.id {lasting}
                where mine.member_id = {member} order by link.position limit 1), {member}) as id)
            select {columns}, (select count(*)::int from seats ahead where ahead.session_id = own.session_id
                and ahead.waiting_for = own.waiting_for and ahead.waiting_number <= own.waiting_number)
            from seats own where session_id = {session} and member_id = (select id from owner)
            union all (select {columns}, 1 from seats where session_id = {session}
                and member_id <> (select id from owner) and waiting_for = 'OnSite' order by waiting_number limit 1)
            union all (select {columns}, 1 from seats where session_id = {session}
                and member_id <> (select id from owner) and waiting_for = 'Online' order by waiting_number limit 1);
            update sessions set last_number = last_number + 2, on_site_taken = on_site_taken + 1 where id = {session};
            insert into seats (session_id, member_id, partner, version, form, booking_number, waiting_number, declined,
                cause, had_seat, was_waiting_number)
            values ({session}, {member}, '{BenchHall.Partner}', 1, 'OnSite', 1, 1, false, 'Booked', false, 0);
            insert into audit_log (id, at, via, actor_id, partner, role, operation, target_kind, target_id,
                outcome)
            values (gen_random_uuid(), now(), 'link', {member}, '{BenchHall.Partner}', 'member', 'BookSeat',
                'session', {session}::text, 'done');
            insert into outbox_messages (message_id, exchange, body, created_at, attempts)
            values (gen_random_uuid(), 'notification.{BenchHall.Partner}', '\x{new string(
                '6',
                MessageBytes * 2
            )}', now(), 0);
            commit;

            """;
    }

    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex Rate { get; }
}
