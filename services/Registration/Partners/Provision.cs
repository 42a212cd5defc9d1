using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Topology;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// The verb <c>provision KEY --name NAME</c> admits a partner: broker user (password from <c>Provision:Password</c>) with a partner's rights
/// and no more, exchanges, queues and bindings, and the partner's row with the enrolment code of <c>Provision:EnrolmentCode</c>.
/// Doing it again changes only what differs. Needs <c>Broker:Management</c>, whose user may administer the broker.
/// </summary>
internal static class Provision
{
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Provisions and returns true when the first argument is <c>provision</c>; else does nothing.</summary>
    public static async Task<bool> ProvisionWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["provision", ..])
            return false;
        if (args is not ["provision", var key, "--name", var name] || !AdmitPartner.IsKey(key) || string.IsNullOrWhiteSpace(name) || name.Length > AdmitPartner.MaxName)
        {
            await Console.Error.WriteLineAsync(
                $"Usage: provision KEY --name NAME (KEY: lower-case letters, digits and hyphens; NAME: at most {AdmitPartner.MaxName} characters)");
            Environment.ExitCode = 2;
            return true;
        }

        for (var attempt = 1; !await TryAsync(app, key, name.Trim(), attempt); attempt++)
            await Task.Delay(Pause);
        Console.WriteLine($"{name} takes part as '{key}'.");
        return true;
    }

    // A broker that starts beside us, on a machine that is busy, is slow or not there yet; all of it may be done twice.
    private static async Task<bool> TryAsync(IHost app, string key, string name, int attempt)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            await RunAsync(
                scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
                scope.ServiceProvider.GetRequiredService<IConfiguration>(),
                key,
                name,
                CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (attempt < Attempts
            && fault is HttpRequestException or RabbitMQClientException or OperationCanceledException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"Not yet ({fault.Message}); trying again.");
            return false;
        }
    }

    public static async Task RunAsync(RegistrationDbContext db, IConfiguration configuration, string key, string name, CancellationToken cancellation)
    {
        string Required(string setting) => configuration[setting] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{setting} is missing ({setting.Replace(":", "__")}).");

        var broker = Required("ConnectionStrings:rabbitmq");
        using var management = new BrokerManagement(new Uri(Required("Broker:Management")));
        // The queues come before the user, and both before the row: a partner that is known can be reached.
        await PartnerTopology.DeclareAsync(broker, key, cancellation);
        await management.AllowPartnerAsync(VirtualHostOf(new Uri(broker)), key, Required("Provision:Password"), cancellation);
        await AdmitAsync(db, key, name, configuration["Provision:EnrolmentCode"], cancellation);
    }

    private static async Task AdmitAsync(RegistrationDbContext db, string key, string name, string? code, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var partner = (await db.Partners.FromSql($"SELECT * FROM partners WHERE key = {key} FOR UPDATE").ToListAsync(cancellation)).SingleOrDefault()
            ?? db.Partners.Add(new Partner { Key = key, Name = "", State = PartnerState.Connected, ConnectedAt = TimeProvider.System.GetUtcNow() }).Entity;
        if (!string.IsNullOrEmpty(code) && AcceptKeyWhenPartnerKeyAnnounced.Hash(code) is var hash
            && partner.EnrolmentCodeHash?.AsSpan().SequenceEqual(hash) != true)
        {
            (partner.EnrolmentCodeHash, partner.EnrolmentCodeUsed, partner.EnrolmentCodeExpiresAt) = (hash, false, TimeProvider.System.GetUtcNow().AddDays(14));
        }

        if (partner.Name != name)
        {
            partner.Name = name;
            partner.Version++;
            db.Publish(partner.Told());
        }

        if (db.ChangeTracker.HasChanges())
            db.Add(AuditEntry.ByCommand(nameof(Provision), "partner", key, TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static string VirtualHostOf(Uri broker) => broker.AbsolutePath is [_, .. { Length: > 0 } name] ? Uri.UnescapeDataString(name) : "/";
}
