using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Stadtgespraeche.Api;

/// <summary>
/// Bearer tokens as they arrive: found in the Authorization header (RFC 6750) and read, but not verified.
/// </summary>
public static class BearerToken
{
    /// <summary>The token of the Authorization header; null when there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : null;
    }

    /// <summary>Reads without verifying; null when the token cannot even be read.</summary>
    public static JsonWebToken? TryRead(JsonWebTokenHandler tokens, string token)
    {
        try
        {
            return tokens.ReadJsonWebToken(token);
        }
        catch (Exception)
        {
            // Foreign bytes: whatever the reader stumbles over, it is no token.
            return null;
        }
    }
}
