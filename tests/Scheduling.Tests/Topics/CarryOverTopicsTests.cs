using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Topics;

/// <summary>Sessions and drafts from before there was a list of topics keep theirs.</summary>
public sealed class CarryOverTopicsTests
{
    [Fact]
    public async Task Free_texts_of_sessions_and_drafts_become_topics_each_once_and_known_ones_are_found()
    {
        var address = await TestServers.CreateDatabaseAsync();
        await using var db = new SchedulingDbContext(
            new DbContextOptionsBuilder<SchedulingDbContext>().UseNpgsql(address).Options
        );
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Initial");
        await using var database = NpgsqlDataSource.Create(address);
        await using (
            var old = database.CreateCommand(
                """
                insert into sessions (id, version, calendar_version, title, description, topic, starts_at, ends_at, time_zone,
                  length_minutes, form, capacity_on_site, capacity_online, programme, created_at, changed_at)
                select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 1, 1, 'Sitzung', 'Text', topic,
                  now(), now(), 'Europe/Berlin', 60, 'Online', 0, 10, '[]', now(), now()
                from unnest(array['Hybride Ratsarbeit', 'hybride ratsarbeit', 'Ehrenamt', ' Ehrenamt ']) with ordinality t (topic, n);
                insert into session_drafts (id, version, based_on, changed_at, content) values
                  (gen_random_uuid(), 1, 0, now(), '{"title":"A","topic":"Ehrenamt"}'),
                  (gen_random_uuid(), 1, 0, now(), '{"title":"B","topic":"  "}'),
                  (gen_random_uuid(), 1, 0, now(), '{"title":"C","topic":null}')
                """
            )
        )
        {
            await old.ExecuteNonQueryAsync();
        }

        await migrator.MigrateAsync();

        var titles = await db.Topics.ToDictionaryAsync(topic => topic.Id, topic => topic.Title);
        titles.Count.ShouldBe(5);
        (await db.Sessions.OrderBy(session => session.Id).ToListAsync())
            .Select(session => string.Join("+", session.Plan.Topics.Ids.Select(id => titles[id])))
            .ShouldBe(["Hybride Ratsarbeit", "Hybride Ratsarbeit", "Ehrenamt", "Ehrenamt"]);
        (await db.SessionDrafts.ToListAsync())
            .Select(draft => (draft.Plan.Title, (draft.Plan.Topics ?? []).Select(id => titles[id]).SingleOrDefault()))
            .ShouldBe([("A", "Ehrenamt"), ("B", null), ("C", null)], ignoreOrder: true);
    }
}
