using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// The keys of the token server, read from the database. A new pair is made every 90 days and used a day later; an old
/// one verifies until the last refresh token under it has ended.
/// </summary>
internal sealed class SigningKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time)
    : IConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);
    public static readonly TimeSpan Notice = TimeSpan.FromDays(1);
    private readonly IDataProtector protector = protection.CreateProtector("signing-keys");
    private volatile IReadOnlyList<Loaded> loaded = [];
    private volatile ConfigurationReloadToken changed = new();

    /// <summary>The public keys as others see them, the one in use first.</summary>
    public IReadOnlyList<SecurityKey> ToVerify => [.. loaded.Select(key => key.Signing)];

    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => changed;

    public void Configure(OpenIddictServerOptions options)
    {
        // The first of a list is the one in use.
        foreach (var key in loaded)
        {
            options.SigningCredentials.Add(new SigningCredentials(key.Signing, SecurityAlgorithms.EcdsaSha256));
            options.EncryptionCredentials.Add(
                new EncryptingCredentials(
                    key.Encryption,
                    SecurityAlgorithms.Aes256KW,
                    SecurityAlgorithms.Aes256CbcHmacSha512
                )
            );
        }
    }

    /// <summary>
    /// Reads the keys, makes the next pair when it is time, and removes keys that no longer verify anything; harmless
    /// on all replicas at once.
    /// </summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        var now = time.GetUtcNow();
        var rows = await db
            .SigningKeys.AsNoTracking()
            .OrderByDescending(row => row.Generation)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0 || rows[0].CreatedAt <= now - Life)
        {
            await MakeAsync(db, rows.FirstOrDefault(), now, cancellationToken);
            rows = await db
                .SigningKeys.AsNoTracking()
                .OrderByDescending(row => row.Generation)
                .ToListAsync(cancellationToken);
        }

        var current = rows.Find(row => row.UsedFrom <= now) ?? rows[^1];
        var over = rows.Where(row =>
                row.Generation < current.Generation
                && rows.Exists(next =>
                    next.Generation == row.Generation + 1 && next.UsedFrom < now - SignInCookie.Lifetime - Notice
                )
            )
            .ToList();
        if (over.Count > 0)
        {
            var last = over.Max(row => row.Generation);
            await db.SigningKeys.Where(row => row.Generation <= last).ExecuteDeleteAsync(cancellationToken);
        }

        var keys = rows.Except(over).OrderByDescending(row => row == current).ToList();
        if (keys.Select(row => row.KeyId).SequenceEqual(loaded.Select(key => key.Signing.KeyId)))
        {
            return;
        }

        loaded = [.. keys.Select(Unseal)];
        Interlocked.Exchange(ref changed, new ConfigurationReloadToken()).OnReload();
    }

    private async Task MakeAsync(
        RegistrationDbContext db,
        SigningKey? before,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ecdsa));
        var secret = new Secret(jwk.X, jwk.Y, jwk.D, RandomNumberGenerator.GetBytes(32));
        db.SigningKeys.Add(
            new SigningKey
            {
                Generation = (before?.Generation ?? 0) + 1,
                KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()),
                CreatedAt = now,
                UsedFrom = before is null ? now : now + Notice,
                Sealed = protector.Protect(JsonSerializer.Serialize(secret)),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            db.ChangeTracker.Clear(); // another replica was first; its pair counts
        }
    }

    private Loaded Unseal(SigningKey row)
    {
        var secret = JsonSerializer.Deserialize<Secret>(protector.Unprotect(row.Sealed))!;
        var ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Base64UrlEncoder.DecodeBytes(secret.D),
                Q = new ECPoint
                {
                    X = Base64UrlEncoder.DecodeBytes(secret.X),
                    Y = Base64UrlEncoder.DecodeBytes(secret.Y),
                },
            }
        );
        return new Loaded(
            new ECDsaSecurityKey(ecdsa) { KeyId = row.KeyId },
            new SymmetricSecurityKey(secret.Encryption) { KeyId = $"{row.KeyId}-e" }
        );
    }

    private sealed record Secret(string X, string Y, string D, byte[] Encryption);

    private sealed record Loaded(ECDsaSecurityKey Signing, SymmetricSecurityKey Encryption);
}
