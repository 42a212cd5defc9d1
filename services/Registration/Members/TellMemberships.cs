using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// Tells the hub's other services whose mandate a city confirmed and whose ended, within seconds and each version once;
/// also those from before anybody asked. Nobody hears of who came by an invitation alone, nor of the
/// hub's own people, who have none. Any number of replicas.
/// </summary>
internal sealed class TellMemberships(IServiceScopeFactory scopes, TimeProvider time, ILogger<TellMemberships> logger)
    : BackgroundJob(logger, time)
{
    private const int Batch = 200;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override IEnumerable<Turn> Turns => [TellAsync];

    private async Task<TimeSpan> TellAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db
            .Members.FromSql(
                $"""
                select * from members where told_version < version and partner <> {PersonalLink.Hub}
                order by id limit {Batch} for update skip locked
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var member in due)
        {
            db.Publish(new MembershipChanged(member.Partner, member.Id, member.Version, member.Departed));
            member.ToldVersion = member.Version;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count == Batch ? TimeSpan.Zero : Period;
    }
}
