using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>
/// Makes a new broker password and a new enrolment code for a partner and sets both; the earlier ones no longer count,
/// and connections with the earlier password are closed. Both are told once and kept as hashes. The code is good once,
/// for <see cref="EnrolmentCode.Lifetime"/>; a partner with a trusted key goes on without it. Refuses while the broker
/// cannot be reached: then what was issued before stays good.
/// </summary>
internal static class IssueCredentials
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int Length = 32;

    /// <summary>
    /// Whoever sees this can act as the partner at the broker: it goes to the one who downloads and nowhere else.
    /// </summary>
    public sealed record Issued(string Password, string EnrolmentCode)
    {
        public override string ToString() => nameof(Issued);
    }

    public static async Task<(Issued? Credentials, ProblemHttpResult? Refused)> HandleAsync(
        RegistrationDbContext db,
        ProvisionAtBroker management,
        TimeProvider time,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (!management.Configured)
        {
            return (
                null,
                Problems.Of(
                    503,
                    "provisioning-not-configured",
                    "Zugangsdaten können gerade nicht ausgestellt werden: Der Zugang zur Verwaltung des "
                        + "Nachrichtendienstes fehlt."
                )
            );
        }

        var owned = db.Database.CurrentTransaction is null;
        // Broker and row cannot change at once. Whatever ends this in between, ProvisionDuePartners puts the former
        // password back within a second.
        if (owned)
        {
            await db
                .Partners.Where(row => row.Key == key)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.ProvisionedAt, (DateTimeOffset?)null),
                    cancellationToken
                );
        }

        await using var transaction = owned ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        if (await db.LockPartnerAsync(key, cancellationToken) is not { } partner)
        {
            return (null, Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht."));
        }

        if (partner.State is PartnerState.Leaving or PartnerState.Left)
        {
            return (null, Problems.Conflict("partner-leaves", "Diese Kommune nimmt nicht mehr teil."));
        }

        var issued = new Issued(
            RandomNumberGenerator.GetString(Letters, Length),
            RandomNumberGenerator.GetString(Letters, Length)
        );
        partner.PasswordHash = BrokerPassword.Hash(issued.Password);
        partner.SetEnrolmentCode(issued.EnrolmentCode, time.GetUtcNow());
        try
        {
            // Before saving. The other way round, a broker that is away would leave a city with a password that soon
            // stops working.
            await management.BringAsync(partner, cancellationToken);
            await management.CloseConnectionsAsync(key, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && ProvisionAtBroker.IsAway(fault))
        {
            return (
                null,
                Problems.Of(
                    503,
                    "broker-not-reachable",
                    "Zugangsdaten können gerade nicht ausgestellt werden. Bitte versuchen Sie es in einigen Minuten noch einmal."
                )
            );
        }

        partner.ProvisionedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return (issued, null);
    }
}
