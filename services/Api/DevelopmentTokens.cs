using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Api;

/// <summary>
/// Bearer tokens for trying the platform on one's own machine: ES256, signed by the key in the file <c>Development:TokenKeyFile</c>,
/// valid for twelve hours, and refused outside the Development environment.
/// </summary>
public static class DevelopmentTokens
{
    internal const string Scheme = "development-token";
    internal const string Issuer = "stadtgespraeche-development";
    private const string RoleClaim = "role";
    private static readonly string[] Roles = ["organiser"];

    /// <summary>The verb <c>token ROLE</c>: prints a token and returns true; else does nothing.</summary>
    public static async Task<bool> PrintTokenWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["token", ..])
        {
            return false;
        }

        var environment = app.Services.GetRequiredService<IHostEnvironment>();
        var file = app.Services.GetRequiredService<IConfiguration>()["Development:TokenKeyFile"];
        if (!environment.IsDevelopment() || string.IsNullOrEmpty(file))
        {
            await Console.Error.WriteLineAsync("Development tokens exist in the Development environment only.");
            Environment.ExitCode = 1;
        }
        else if (args is not [_, { } role] || !Roles.Contains(role))
        {
            await Console.Error.WriteLineAsync($"Which role? Known: {string.Join(", ", Roles)}.");
            Environment.ExitCode = 2;
        }
        else
        {
            Console.WriteLine(Create(ReadOrCreateKey(file), role, app.Services.GetRequiredService<TimeProvider>()));
        }

        return true;
    }

    /// <summary>Signs a token for <paramref name="role"/> with a private key made by <see cref="ReadOrCreateKey"/>.</summary>
    public static string Create(JsonWebKey key, string role, TimeProvider time) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = PersonalLink.Audience,
        IssuedAt = time.GetUtcNow().UtcDateTime,
        NotBefore = time.GetUtcNow().UtcDateTime,
        Expires = time.GetUtcNow().AddHours(12).UtcDateTime,
        Claims = new Dictionary<string, object> { [RoleClaim] = role },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>Reads the key file; makes it, readable by its owner only, when it is not there.</summary>
    public static JsonWebKey ReadOrCreateKey(string file)
    {
        if (!File.Exists(file))
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var made = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ecdsa));
            var draft = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllText(draft, JsonSerializer.Serialize(new { made.Kty, made.Crv, made.X, made.Y, made.D }, JsonSerializerOptions.Web));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft); // another process was first; its key counts
            }
        }

        return new JsonWebKey(File.ReadAllText(file));
    }

    internal static void Add(IHostApplicationBuilder builder)
    {
        var file = builder.Configuration["Development:TokenKeyFile"];
        if (!builder.Environment.IsDevelopment() || string.IsNullOrEmpty(file))
        {
            return;
        }

        builder.Services.AddAuthentication().AddJwtBearer(Scheme, options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = Issuer,
                ValidAudience = PersonalLink.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeyResolver = (_, _, _, _) => [ReadOrCreateKey(file)],
                RoleClaimType = RoleClaim,
                ClockSkew = TimeSpan.FromMinutes(2),
            };
        });
    }
}
