using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>
/// The mail queue survives a kill -9: nothing is lost, and each connection repeats at most the one mail it was sending.
/// </summary>
public sealed class KilledSenderTests
{
    private const int Members = 300;
    private const int Connections = 4;

    [Fact]
    public async Task A_killed_sender_loses_no_mail_and_repeats_at_most_one_per_connection()
    {
        await using var city = await City.StartAsync();
        var session = city.Session();
        await city.Service.DisposeAsync();
        await SeedAsync(city.Service.Database, session);

        // Slow enough to be killed in the middle.
        city.Mails.OnMail = async (_, cancellationToken) =>
        {
            await Task.Delay(10, cancellationToken);
            return null;
        };
        for (var kill = 1; kill <= 2; kill++)
        {
            await using var service = Killable.Start("Notification", city.Service.Settings);
            var goal = kill * Members / 3;
            await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBeGreaterThan(goal));
            await service.KillAsync();
        }

        await using (Killable.Start("Notification", city.Service.Settings))
        {
            await using var database = NpgsqlDataSource.Create(city.Service.Database);
            await Eventually.Holds(async () =>
            {
                await using var sent = database.CreateCommand("select count(*) from mails where status = 'Sent'");
                (await sent.ExecuteScalarAsync()).ShouldBe((long)Members);
            });
        }

        var taken = city.Mails.Taken;
        taken.Select(mail => mail.To.Mailboxes.Single().Address).Distinct().Count().ShouldBe(Members);
        taken.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(Members);
        taken.Count.ShouldBeLessThanOrEqualTo(Members + (2 * Connections));
    }

    /// <summary>
    /// Accepted members and one session straight into the database: the way there is tested elsewhere.
    /// </summary>
    internal static async Task SeedAsync(
        string connectionString,
        Contracts.Scheduling.SessionScheduled fact,
        int members = Members
    )
    {
        var options = new DbContextOptionsBuilder<NotificationDbContext>().UseNpgsql(connectionString).Options;
        await using var db = new NotificationDbContext(options);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into members (id, reference, display_name, first_name, last_name, email,
                mandate_end_reported, version, hub_version, state)
            select gen_random_uuid(), 'K' || i, 'Testina Muster' || i, 'Testina', 'Muster' || i, 'm' || i || '@rat.example',
                false, 1, 1, 'Accepted'
            from generate_series(1, {members}) i
            """
        );
        var session = new Notification.Sessions.Session { Id = fact.SessionId };
        session.Take(fact);
        db.Add(session);
        await db.SaveChangesAsync();
    }
}
