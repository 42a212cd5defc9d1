namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// How the list of topics began: with the four of the founding cities, and with what sessions and drafts named as free
/// text until then, each once whatever its case.
/// </summary>
internal static class CarryOverTopics
{
    /// <summary>Runs once, as part of the migration that makes the list.</summary>
    public const string Sql = """
        insert into topics (id, version, title, description, state, was_listed, created_at, changed_at)
        select id::uuid, 1, title, description, 'Listed', true, now(), now() from (values
          ('01993b00-0000-7000-8000-000000000001', 'Digitale Bürgerbeteiligung',
            'Wie Städte Menschen online und vor Ort an Entscheidungen beteiligen, und was das den Räten bringt.'),
          ('01993b00-0000-7000-8000-000000000002', 'Hybride Ratsarbeit',
            'Sitzungen, bei denen ein Teil im Saal und ein Teil zu Hause ist: Recht, Technik und Erfahrungen.'),
          ('01993b00-0000-7000-8000-000000000003', 'Digitale Souveränität',
            'Wie eine Stadt Herrin ihrer Daten, Programme und Verträge bleibt.'),
          ('01993b00-0000-7000-8000-000000000004', 'Datenethik',
            'Welche Daten eine Stadt sammeln und nutzen darf und soll, und wer darüber entscheidet.')
        ) list (id, title, description);

        with named as (
          select distinct on (lower(trim(topic))) trim(topic) as title from (
            select topic from sessions
            union all select content::jsonb ->> 'topic' from session_drafts where content !~ '\\u0000'
          ) old where trim(topic) <> '' order by lower(trim(topic)), topic
        )
        insert into topics (id, version, title, description, state, was_listed, created_at, changed_at)
        select gen_random_uuid(), 1, left(title, 100), left(title, 100), 'Listed', true, now(), now() from named
        where not exists (select from topics known where lower(known.title) = lower(left(named.title, 100)));

        update sessions s set topic_ids = array[t.id] from topics t where lower(t.title) = lower(left(trim(s.topic), 100));
        update session_drafts d
        set content = (jsonb_set(d.content::jsonb, '{topics}', to_jsonb(array[t.id])) - 'topic')::text
        from topics t
        where d.content !~ '\\u0000' and lower(t.title) = lower(left(trim(d.content::jsonb ->> 'topic'), 100));
        """;
}
