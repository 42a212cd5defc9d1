using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// Adds a partner in the caller's transaction, which saves it; from then on <see cref="ProvisionDuePartners"/> makes what
/// it needs at the broker. Refuses an invalid key, a key that was given before, and a municipality that takes part
/// already.
/// </summary>
internal static partial class AdmitPartner
{
    public const int MaxName = 100;
    private static readonly string[] Reserved =
    [
        "admin",
        "administrator",
        "all",
        "guest",
        "hub",
        "management",
        "monitoring",
        "provisioning",
        "rabbitmq",
    ];

    public static ProblemHttpResult KeyTaken =>
        Problems.Conflict("partner-key-taken", "Dieses Kürzel ist schon vergeben.");

    /// <summary>Null: added. <paramref name="ags"/> is null for a region.</summary>
    public static async Task<ProblemHttpResult?> Add(
        RegistrationDbContext db,
        string key,
        string name,
        string? ags,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A partner is admitted in the transaction of what admits it.");
        }

        var errors = new FieldErrors();
        if (!IsKey(key))
        {
            errors.Add(
                "key",
                "key-invalid",
                "Das Kürzel besteht aus 1 bis 63 Kleinbuchstaben, Ziffern und Bindestrichen und beginnt und "
                    + "endet nicht mit einem Bindestrich."
            );
        }

        if (CleanText.Characters(name)?.Trim() is not { Length: > 0 and <= MaxName })
        {
            errors.Add("name", "name-invalid", $"Der Name hat 1 bis {MaxName} Zeichen.");
        }

        if (ags is not null && !AgsPattern.IsMatch(ags))
        {
            errors.Add("ags", "ags-invalid", "Der amtliche Gemeindeschlüssel hat 8 Ziffern.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }
        // One at a time: when two admit the same partner, the second finds it there.
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtext('admit-partner'))",
            cancellationToken
        );
        if (await db.Partners.AnyAsync(partner => partner.Key == key, cancellationToken))
        {
            return KeyTaken;
        }

        if (
            ags is not null
            && await db.Partners.AnyAsync(
                partner => partner.Ags == ags && partner.State != PartnerState.Left,
                cancellationToken
            )
        )
        {
            return Problems.Conflict("partner-exists", "Diese Kommune nimmt schon teil.");
        }

        var partner = db
            .Partners.Add(
                new Partner
                {
                    Key = key,
                    Name = CleanText.Characters(name)!.Trim(),
                    Ags = ags,
                    State = PartnerState.Admitted,
                    Version = 1,
                }
            )
            .Entity;
        db.Publish(partner.Told());
        return null;
    }

    /// <summary>
    /// A key is the name of a broker user and a part of addresses, so the names of the platform itself are reserved.
    /// </summary>
    public static bool IsKey(string? key) => key is not null && KeyPattern.IsMatch(key) && !Reserved.Contains(key);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex KeyPattern { get; }

    [GeneratedRegex(@"^[0-9]{8}\z")]
    private static partial Regex AgsPattern { get; }
}
