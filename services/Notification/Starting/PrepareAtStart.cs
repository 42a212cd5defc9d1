using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Resilience;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// Before the first mail: announces the public keys, as at every start, since that is harmless; says which release
/// starts and tells the legal pages again; asks for facts when this database cannot have them all;
/// takes back mails that a killed process was sending. Waits for a database that is not there yet.
/// </summary>
public sealed class PrepareAtStart(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    LinkKeys keys,
    AddressKeys addresses,
    IOptions<Partner> partner,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<PrepareAtStart> log
) : BackgroundJob(log, time)
{
    private readonly TaskCompletionSource prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? aliveLock;

    /// <summary>The senders wait for it.</summary>
    public Task Prepared => prepared.Task;

    protected override IEnumerable<Turn> Turns => [PrepareOnceAsync];

    private async Task<TimeSpan> PrepareOnceAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        prepared.TrySetResult();
        return Done;
    }

    public override void Dispose()
    {
        aliveLock?.Dispose();
        base.Dispose();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        if (await db.Installations.AnyAsync(row => row.LeftAt != null, cancellationToken))
        {
            Logger.LogWarning("This city has left: nobody is mailed any more; the service can be switched off");
        }
        else
        {
            await TakeLegalPagesAsync(db, cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.SendToHub(
                partner.Value.Key,
                new PartnerKeyAnnounced(
                    partner.Value.Key,
                    keys.KeyId,
                    keys.PublicKey,
                    configuration["Enrolment:Code"],
                    EncryptionKey: addresses.PublicKey,
                    EncryptionEndorsement: keys.Endorse(addresses.KeyId)
                )
            );
            db.SendToHub(partner.Value.Key, new PartnerStarted(partner.Value.Key, Release.Current, Time.GetUtcNow()));
            if (await db.LegalPages.SingleOrDefaultAsync(cancellationToken) is { } legal)
            {
                legal.Tell(db, partner.Value.Key);
            }

            if (
                await RequestResend.WhenNeededAsync(db, partner.Value.Key, Time.GetUtcNow(), cancellationToken) is
                { } reason
            )
            {
                Logger.LogInformation("All facts are asked for and mails are held, because {Reason}", reason);
            }

            await transaction.CommitAsync(cancellationToken);
            if (
                await db.LinkKeyStandings.AnyAsync(cancellationToken)
                && !await db.LinkKeyStandings.AnyAsync(row => row.KeyId == keys.KeyId, cancellationToken)
            )
            {
                Logger.LogWarning(
                    "The keys in Keys:Directory are new, the former ones are gone: mails with links wait until the hub believes them"
                );
            }
        }

        aliveLock ??= await database.OpenConnectionAsync(cancellationToken);
        if (await ReclaimMails.AtStartAsync(aliveLock, cancellationToken) is > 0 and var mails)
        {
            Logger.LogInformation("{Mails} mails that a stopped process was sending wait again", mails);
        }
    }

    private async Task TakeLegalPagesAsync(NotificationDbContext db, CancellationToken cancellationToken)
    {
        if (
            configuration[LegalPagesFolder.Setting] is not { Length: > 0 } folder
            || await db.LegalPages.AnyAsync(cancellationToken)
        )
        {
            return;
        }

        try
        {
            var texts = LegalPagesFolder.Read(folder);
            if (texts.Faults().Select(fault => $"{fault.Field}: {fault.Message}").ToList() is [_, ..] faults)
            {
                Logger.LogWarning("The files of LegalPages:Folder cannot be published: {Faults}", faults);
                return;
            }

            await LegalPages.ChangeAsync(db, partner.Value.Key, texts, Time.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Logger.LogWarning("The files of LegalPages:Folder cannot be read: {Reason}", e.Message);
        }
    }
}
