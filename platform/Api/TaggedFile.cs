using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Stadtgespraeche.Api;

/// <summary>
/// What programs fetch again and again: it carries a strong tag of its content (RFC 9110, section 8.8.3), so that
/// <c>If-None-Match</c> is answered with 304 as long as nothing has changed.
/// </summary>
public static class TaggedFile
{
    /// <summary>For everybody; any cache may keep it for a quarter of an hour.</summary>
    public const string ForAll = "public, max-age=900";

    /// <summary>For whoever knows the address: no cache between keeps it, and the own one asks each time.</summary>
    public const string ForOne = "private, no-cache";

    public static FileContentHttpResult Of(HttpContext http, string content, string contentType, string caches)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        http.Response.Headers.CacheControl = caches;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        return TypedResults.File(bytes, contentType, entityTag: new EntityTagHeaderValue(tag));
    }
}
