using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Counts requests by the person that a checked access token names, however the header is spelled and however many
/// tokens there are. What cannot be checked here, such as a personal link, counts by what its signature covers: a name
/// alone could be anybody's, and who wrote it into a forged token would use up another's requests.
/// </summary>
internal sealed class TokenLimit(Rate rate) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimits.Bucket(key, rate)
    );

    /// <summary>After the limits of networks, for looking at a token costs more than counting.</summary>
    public static async Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            await next(context);
            return;
        }

        var limit = context.RequestServices.GetRequiredService<TokenLimit>();
        using var lease = limit.limiter.AttemptAcquire(await KeyAsync(context));
        await (lease.IsAcquired ? next(context) : RateLimits.ExplainAsync(context, lease));
    }

    public void Dispose() => limiter.Dispose();

    private static async Task<string> KeyAsync(HttpContext context)
    {
        if (BearerToken.Of(context.Request) is not { } text)
        {
            return HashOf(context.Request.Headers.Authorization.ToString().Trim());
        }

        if (BearerToken.TryRead(new JsonWebTokenHandler(), text) is not { } token)
        {
            return HashOf(text);
        }

        var issuer = AccessTokens.IssuerOf(context.RequestServices.GetRequiredService<IConfiguration>());
        return
            token.Issuer == issuer && await context.AuthenticateAsync(AccessTokens.Scheme) is { Succeeded: true } known
            ? $"person {known.Principal.FindFirst("sub")?.Value}"
            : HashOf($"{token.EncodedHeader}.{token.EncodedPayload}");
    }

    private static string HashOf(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
