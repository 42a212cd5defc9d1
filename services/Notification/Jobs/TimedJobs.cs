using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Jobs;

/// <summary>Something that happens because time passes; any number of processes may do it at once.</summary>
public delegate Task TimedJob(JobTurn turn, CancellationToken cancellationToken);

/// <summary>What the jobs of one round work with.</summary>
public sealed record JobTurn(
    NotificationDbContext Db,
    NpgsqlDataSource Database,
    PlanMails Plan,
    IOptions<Partner> City,
    TimeProvider Time
)
{
    public Partner Partner => City.Value;

    public DateTimeOffset Now => Time.GetUtcNow();
}

/// <summary>All that happens because time passes, in this order.</summary>
internal static class TimedJobs
{
    public static readonly TimedJob[] All =
    [
        RequestResend.AgainWhenOverdueAsync,
        ReportEndedMandates.HandleAsync,
        FinishCorrections.HandleAsync,
        KeepRequests.HandleAsync,
        FinishErasures.HandleAsync,
        PlanMails.HandleAsync,
        ReclaimMails.ExpiredAsync,
        MailMetrics.ObserveAsync,
    ];
}
