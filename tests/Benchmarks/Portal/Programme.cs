using Npgsql;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>What visitors read: ten of the hall's sessions with a programme, and findings about them.</summary>
internal static class Programme
{
    public const int Sessions = 10;
    private const int Findings = 60;

    public static async Task FillAsync(NpgsqlDataSource scheduling, NpgsqlDataSource knowledge)
    {
        await ExecuteAsync(
            scheduling,
            $$"""
            insert into sessions (id, version, calendar_version, title, description, topic_ids, starts_at, ends_at, time_zone,
                length_minutes, form, venue, capacity_on_site, capacity_online, programme, created_at, changed_at)
            select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 1, 1, 'Stadtgespräch ' || n,
                repeat('Wie beteiligen Städte ihre Menschen an Entscheidungen? ', 20), array(select id from topics limit 1),
                now() + interval '1 day', now() + interval '1 day 2 hours', 'Europe/Berlin', 120, 'OnSite',
                '{"name":"Rathaus","street":"Platz 1","postalCode":"12345","city":"Musterstadt"}', 1000000, 0,
                '[{"kind":"Welcome","title":"Begrüßung","lengthMinutes":10},
                    {"kind":"Impulse","title":"Ein Projekt","lengthMinutes":30,"speaker":"Eva Probe"}]', now(), now()
            from generate_series(0, {{Sessions - 1}}) n
            """
        );
        await ExecuteAsync(
            knowledge,
            $"""
            insert into contributions (id, session_id, version, kind, title, body, state, written_at, published_at,
                search_title, search_body, search_parts)
            select gen_random_uuid(), ('00000000-0000-7000-9000-' || lpad((n % {Sessions})::text, 12, '0'))::uuid, 1, 'Experience',
                'Erfahrung ' || n, repeat('Was sich bewährt hat, und was nicht. ', 60), 'Published', now(), now(), 'erfahrung',
                'bewaehrt', ''
            from generate_series(0, {Findings - 1}) n
            """
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
