using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// The verb <c>provision KEY --name NAME [--connected]</c> admits a partner, for local runs and where nobody applies:
/// broker user with the password of <c>Provision:Password</c> and no more than a partner's rights, exchanges, queues
/// and bindings, and the partner's row with the enrolment code of <c>Provision:EnrolmentCode</c>. With
/// <c>--connected</c> it takes part at once, without check and legal pages. Doing it again changes only what differs.
/// </summary>
internal static class ProvisionVerb
{
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Provisions and returns true when the first argument is <c>provision</c>; else does nothing.</summary>
    public static async Task<bool> ProvisionWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["provision", .. var rest])
        {
            return false;
        }

        var connected = rest is [.., "--connected"];
        if (
            (connected ? rest[..^1] : rest) is not [var key, "--name", var name]
            || !AdmitPartner.IsKey(key)
            || string.IsNullOrWhiteSpace(name)
            || name.Length > AdmitPartner.MaxName
        )
        {
            await Console.Error.WriteLineAsync(
                "Usage: provision KEY --name NAME [--connected] (KEY: lower-case letters, digits and "
                    + $"hyphens; NAME: at most {AdmitPartner.MaxName} characters)"
            );
            Environment.ExitCode = 2;
            return true;
        }

        for (var attempt = 1; !await TryAsync(app, key, name.Trim(), connected, attempt); attempt++)
        {
            await Task.Delay(Pause);
        }

        Console.WriteLine(connected ? $"{name} takes part as '{key}'." : $"{name} is admitted as '{key}'.");
        return true;
    }

    // A broker that starts at the same time on a busy machine is slow or not there yet; everything may be done twice.
    private static async Task<bool> TryAsync(IHost app, string key, string name, bool connected, int attempt)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            await RunAsync(
                scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
                scope.ServiceProvider.GetRequiredService<IConfiguration>(),
                key,
                name,
                connected,
                CancellationToken.None
            );
            return true;
        }
        catch (Exception fault)
            when (attempt < Attempts && (InfrastructureFault.Is(fault) || ProvisionAtBroker.IsAway(fault)))
        {
            await Console.Error.WriteLineAsync($"Not yet ({fault.Message}); trying again.");
            return false;
        }
    }

    public static async Task RunAsync(
        RegistrationDbContext db,
        IConfiguration configuration,
        string key,
        string name,
        bool connected,
        CancellationToken cancellationToken
    )
    {
        var password = configuration["Provision:Password"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException("Provision:Password is missing (Provision__Password).");
        using var management = new ProvisionAtBroker(configuration);
        db.ChangeTracker.Clear(); // of a try before
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var partner =
            await db.LockPartnerAsync(key, cancellationToken)
            ?? db.Partners.Add(new Partner { Key = key, Name = "" }).Entity;
        if (
            configuration["Provision:EnrolmentCode"] is { Length: > 0 } code
            && partner.EnrolmentCodeHash?.AsSpan().SequenceEqual(Partner.HashOf(code)) != true
        )
        {
            partner.SetEnrolmentCode(code, TimeProvider.System.GetUtcNow());
        }

        if (!BrokerPassword.Fits(partner.PasswordHash, password))
        {
            partner.PasswordHash = BrokerPassword.Hash(password);
        }

        var connects = connected && partner.State == PartnerState.Admitted;
        if (connects)
        {
            (partner.State, partner.ConnectedAt) = (PartnerState.Connected, TimeProvider.System.GetUtcNow());
        }

        if (partner.Name != name || connects)
        {
            partner.Name = name;
            partner.Version++;
            db.Publish(partner.Told());
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Add(AuditEntry.ByCommand("Provision", "partner", key, TimeProvider.System.GetUtcNow()));
        }
        // The broker comes before the row: a partner that is known can be reached.
        await management.BringAsync(partner, cancellationToken);
        partner.ProvisionedAt = TimeProvider.System.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
