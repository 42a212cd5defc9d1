using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Stadtgespraeche.Resilience;

/// <summary>
/// Looks at what a request brings before anything works with it: a charset that nobody knows, U+0000 in its path, a form
/// that cannot be taken apart. All of that is the sender's fault and would end as ours. U+0000 elsewhere is left to the
/// slices, which have words for it beside what was typed, but for forms that no slice of ours reads.
/// </summary>
public static class ForeignBytes
{
    private const string Urlencoded = "application/x-www-form-urlencoded";

    public static async ValueTask<bool> AreReadableAsync(HttpRequest request, bool readByOthers = false)
    {
        if (request.Path.Value?.Contains('\0') == true || (readByOthers && HasNull(request.Query)))
        {
            return false;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return true;
        }

        return (!type.Charset.HasValue || IsKnown(type.Charset.Value))
            && (
                !type.MediaType.Equals(Urlencoded, StringComparison.OrdinalIgnoreCase)
                || await HasFormAsync(request, readByOthers)
            );
    }

    // It stays with the request, so nobody reads it a second time.
    private static async Task<bool> HasFormAsync(HttpRequest request, bool readByOthers)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return !(readByOthers && HasNull(form));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool HasNull(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.Any(field => field.Key.Contains('\0') || field.Value.Any(value => value?.Contains('\0') == true));

    private static bool IsKnown(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset.Trim('"', '\'')) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
