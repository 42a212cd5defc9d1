using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Decides which mails are due, from state alone: members, sessions, seats, attendance, recaps and the time. It may run
/// as often as one likes and in any order with the messages, because the mails' key holds each once; a city of
/// thousands costs one statement per kind.
/// </summary>
public sealed class PlanMails(TimeProvider time)
{
    public Task<int> ForSessionAsync(NotificationDbContext db, Guid session, CancellationToken cancellationToken) =>
        RunAsync(db, null, session, cancellationToken);

    public Task<int> ForMemberAsync(NotificationDbContext db, Guid member, CancellationToken cancellationToken) =>
        RunAsync(db, member, null, cancellationToken);

    public Task<int> ForSeatAsync(
        NotificationDbContext db,
        Guid member,
        Guid session,
        CancellationToken cancellationToken
    ) => RunAsync(db, member, session, cancellationToken);

    /// <summary>Everything, as the clock does it: also what two messages at once could not see of each other.</summary>
    public Task<int> ForAllAsync(NotificationDbContext db, CancellationToken cancellationToken) =>
        RunAsync(db, null, null, cancellationToken);

    private async Task<int> RunAsync(
        NotificationDbContext db,
        Guid? member,
        Guid? session,
        CancellationToken cancellationToken
    )
    {
        var planned = await db.Database.ExecuteSqlRawAsync(
            PlanRules.Again(ofOneMember: member is not null, ofOneSession: session is not null),
            Parameters(member, session),
            cancellationToken
        );
        foreach (var rule in PlanRules.All)
        {
            planned += await db.Database.ExecuteSqlRawAsync(
                PlanRules.Insert(rule, ofOneMember: member is not null, ofOneSession: session is not null),
                Parameters(member, session),
                cancellationToken
            );
        }

        MailMetrics.Planned.Add(planned);
        return planned;
    }

    private object[] Parameters(Guid? member, Guid? session) =>
        [
            Parameter("now", NpgsqlDbType.TimestampTz, time.GetUtcNow()),
            Parameter("today", NpgsqlDbType.Date, time.Today()),
            Parameter("trace", NpgsqlDbType.Text, Activity.Current?.Id),
            Parameter("member", NpgsqlDbType.Uuid, member),
            Parameter("session", NpgsqlDbType.Uuid, session),
        ];

    private static NpgsqlParameter Parameter(string name, NpgsqlDbType type, object? value) =>
        new(name, type) { Value = value ?? DBNull.Value };
}
