using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Resilience;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Members.Uploads;

/// <summary>
/// Takes in the files that were confirmed, one at a time, and tells in the database how far it is. People and report
/// are stored together or not at all; after a kill the file is taken in from its beginning. Files that nobody confirmed
/// go after an hour.
/// </summary>
internal sealed class RunUploads(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time,
    ILogger<RunUploads> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override IEnumerable<Turn> Turns => [RunAsync];

    private async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken);
        while (await RunNextAsync(cancellationToken))
        {
            Logger.LogInformation("A members file was taken in");
        }

        return Pause;
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        var now = Time.GetUtcNow();
        await db
            .MemberUploads.Where(upload =>
                (upload.State == UploadState.Uploaded && upload.UploadedAt < now - MemberUpload.Held)
                || (upload.State != UploadState.Confirmed && upload.UploadedAt < now - MemberUpload.Told)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mine = await db
            .Database.SqlQuery<bool>(
                $"""select pg_try_advisory_xact_lock(hashtextextended('member uploads', 0)) as "Value" """
            )
            .ToListAsync(cancellationToken);
        // In a new database it could not know whom the hub already knows.
        if (
            mine is not [true]
            || await db.AwaitsFactsAsync(cancellationToken)
            || await db
                .MemberUploads.AsNoTracking()
                .Where(upload => upload.State == UploadState.Confirmed)
                .OrderBy(upload => upload.UploadedAt)
                .FirstOrDefaultAsync(cancellationToken)
                is not { } next
        )
        {
            return false;
        }

        if (next.Attempts >= MemberUpload.MostAttempts)
        {
            await FinishAsync(db, next.Id, UploadState.Failed, null, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }

        // By a connection of its own, so that it counts also when this one fails.
        Tell(next.Id, "attempts = attempts + 1, done = 0");
        var content = await db
            .UploadedFiles.Where(file => file.Id == next.Id)
            .Select(file => file.Content)
            .SingleAsync(cancellationToken);
        var batch = MemberFile.Read(content, next.Wanted).Batch;
        var report = await ImportMembers.HandleAsync(
            db,
            tombstones,
            partner.Value.Key,
            batch,
            dryRun: false,
            Time.Today(),
            new Progress(done => Tell(next.Id, $"done = {done}, total = {batch.Records.Count}")),
            cancellationToken
        );
        await FinishAsync(db, next.Id, UploadState.Done, JsonSerializer.Serialize(report), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task FinishAsync(
        NotificationDbContext db,
        Guid id,
        UploadState state,
        string? report,
        CancellationToken cancellationToken
    )
    {
        await db.UploadedFiles.Where(file => file.Id == id).ExecuteDeleteAsync(cancellationToken);
        await db
            .MemberUploads.Where(upload => upload.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(upload => upload.State, state).SetProperty(upload => upload.Report, report),
                cancellationToken
            );
    }

    private void Tell(Guid id, string what)
    {
        using var command = database.CreateCommand($"update member_uploads set {what} where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.ExecuteNonQuery();
    }

    private sealed class Progress(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
