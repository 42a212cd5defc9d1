using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.Database;

/// <summary>
/// The keys with which a service seals its cookies and its own secrets. They are in its database, so every replica
/// reads what another has sealed and a restart forgets nothing; and they are sealed with a certificate that is not
/// there, so a copy of the database opens nothing.
/// </summary>
/// <remarks>
/// <c>KeyRing:Certificate</c> is a PKCS#12 file with a private RSA key, <c>KeyRing:Password</c> opens it,
/// <c>KeyRing:Former</c> lists the files of certificates that were used before (same password). Without a certificate a
/// service starts in Development only.
/// </remarks>
public static class KeyRing
{
    /// <summary>
    /// With <paramref name="own"/>, a certificate that the service keeps itself, the configuration needs none.
    /// </summary>
    public static void AddKeyRing<TDbContext>(
        this IHostApplicationBuilder builder,
        string name,
        X509Certificate2? own = null
    )
        where TDbContext : DbContext, IDataProtectionKeyContext
    {
        builder.Services.AddHostedService<FirstKey<TDbContext>>();
        var keys = builder.Services.AddDataProtection().SetApplicationName(name).PersistKeysToDbContext<TDbContext>();
        var settings = builder.Configuration.GetSection("KeyRing");
        if (own is not null)
        {
            keys.ProtectKeysWithCertificate(own);
        }
        else if (settings["Certificate"] is { Length: > 0 } file)
        {
            X509Certificate2 Load(string path) =>
                X509CertificateLoader.LoadPkcs12FromFile(
                    path,
                    settings["Password"],
                    X509KeyStorageFlags.EphemeralKeySet
                );
            keys.ProtectKeysWithCertificate(Load(file));
            keys.UnprotectKeysWithAnyCertificate([
                .. settings.GetSection("Former").Get<string[]>()?.Select(Load) ?? [],
            ]);
        }
        else if (!builder.Environment.IsDevelopment())
        {
            // Only what serves needs it; a migration, for one, starts nothing.
            builder
                .Services.AddOptions<KeyManagementNeeded>()
                .Validate(
                    _ => false,
                    "KeyRing:Certificate is missing (KeyRing__Certificate): the certificate that seals the service's keys in its database."
                )
                .ValidateOnStart();
        }
    }

    private sealed class KeyManagementNeeded;
}
