using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Answers 401 before anything is forwarded to a service when a request carries something that is not a token, or an
/// access token that is forged or has expired. No token is fine, because much is open. The services check personal
/// links, since they have the cities' keys, and they check access tokens again. While the keys are not available, the
/// services decide alone.
/// </summary>
internal static class TokenCheck
{
    public static void AddTokenCheck(this WebApplicationBuilder builder)
    {
        AccessTokens.Add(builder);
        // A second scheme, so that neither becomes the default for every request.
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, NoToken>(NoToken.Name, null);
    }

    public static async Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (
            context.Request.Headers.Authorization.Count > 0
            && context.Request.Path.StartsWithSegments("/api")
            && !await MayPassAsync(context)
        )
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"invalid_token\"";
            await Problems.Of(StatusCodes.Status401Unauthorized, "token-missing-or-invalid").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static async Task<bool> MayPassAsync(HttpContext context)
    {
        if (
            BearerToken.Of(context.Request) is not { } text
            || BearerToken.TryRead(new JsonWebTokenHandler(), text) is not { } token
        )
        {
            return false;
        }

        return token.Issuer != AccessTokens.IssuerOf(context.RequestServices.GetRequiredService<IConfiguration>())
            || (await context.AuthenticateAsync(AccessTokens.Scheme)).Succeeded
            || context.Items.ContainsKey(AccessTokens.KeysUnavailable);
    }
}
