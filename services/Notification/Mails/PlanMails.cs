using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Decides which mails are due, from state alone: members, sessions, seats, attendance, recaps and the time. It may run
/// as often as one likes and in any order with the messages, because the mails' key holds each once; a city of
/// thousands costs one statement per kind.
/// </summary>
public sealed class PlanMails(MailKinds kinds, TimeProvider time, IConfiguration configuration)
{
    /// <summary>
    /// <c>Planning:SettleSeconds</c>, 10 unless set: so long is waited for whether what others did to a session or seat
    /// is still so, before it is told. Who takes something back at once then mails nobody.
    /// </summary>
    private readonly TimeSpan settle = TimeSpan.FromSeconds(
        Math.Clamp(configuration.GetValue("Planning:SettleSeconds", 10.0), 0, 3600)
    );

    public Task ForSessionAsync(NotificationDbContext db, Guid session, CancellationToken cancellationToken) =>
        RunAsync(db, null, session, cancellationToken);

    public Task ForMemberAsync(NotificationDbContext db, Guid member, CancellationToken cancellationToken) =>
        RunAsync(db, member, null, cancellationToken);

    public Task ForSeatAsync(
        NotificationDbContext db,
        Guid member,
        Guid session,
        CancellationToken cancellationToken
    ) => RunAsync(db, member, session, cancellationToken);

    /// <summary>Everything, as the clock does it: also what two messages at once could not see of each other.</summary>
    public static async Task HandleAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        await using var transaction = await turn.Db.Database.BeginTransactionAsync(cancellationToken);
        await turn.Plan.RunAsync(turn.Db, null, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task RunAsync(
        NotificationDbContext db,
        Guid? member,
        Guid? session,
        CancellationToken cancellationToken
    )
    {
        await db.LockForPlanningAsync(cancellationToken);
        var (ofOneMember, ofOneSession) = (member is not null, session is not null);
        var planned = await db.Database.ExecuteSqlRawAsync(
            Again(ofOneMember, ofOneSession),
            [
                .. Parameters(member, session),
                Names("kinds", kind => kind.Rule is not null),
                Names("elsewhere", kind => kind.Rule is { ByInvitingMandate: false }),
            ],
            cancellationToken
        );
        foreach (var kind in kinds.All)
        {
            if (kind.Rule is { } rule)
            {
                planned += await db.Database.ExecuteSqlRawAsync(
                    rule.Insert(kind.Name, ofOneMember, ofOneSession),
                    Parameters(member, session),
                    cancellationToken
                );
            }
        }

        MailMetrics.Planned.Add(planned);
    }

    /// <summary>
    /// Queues again what was dropped for a reason that has passed: a mandate that was not in force, or not the one that
    /// is invited. What else became of it the kind judges. The same parameters as <see cref="PlanRule.Insert"/>, and
    /// the kinds that have a rule, and those of them that go out by any mandate.
    /// </summary>
    private static string Again(bool ofOneMember, bool ofOneSession) =>
        $"""
            update mails d set status = 'Queued', due = @now, reason = null, finished_at = null
            from members m
            where m.id = d.member_id and d.status = 'Dropped' and d.reason in ('member-not-active', 'invited-elsewhere')
              and d.kind = any(@kinds)
              and {PlanRule.MayBeMailed}
              and (not m.invited_elsewhere or d.kind = any(@elsewhere))
              {(ofOneMember ? "and d.member_id = @member" : "")} {(ofOneSession ? "and d.session_id = @session" : "")}
            """;

    private NpgsqlParameter Names(string name, Func<MailKind, bool> condition) =>
        Parameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text, kinds.NamesWhere(condition));

    private object[] Parameters(Guid? member, Guid? session) =>
        [
            .. PlanParameters
                .Of(time.GetUtcNow(), settle)
                .Select(one => Parameter(one.Name, NpgsqlDbType.TimestampTz, one.Moment)),
            Parameter("today", NpgsqlDbType.Date, time.Today()),
            Parameter("trace", NpgsqlDbType.Text, Activity.Current?.Id),
            Parameter("member", NpgsqlDbType.Uuid, member),
            Parameter("session", NpgsqlDbType.Uuid, session),
        ];

    private static NpgsqlParameter Parameter(string name, NpgsqlDbType type, object? value) =>
        new(name, type) { Value = value ?? DBNull.Value };
}
