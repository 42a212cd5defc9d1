using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Stadtgespraeche.Resilience;

/// <summary>
/// Looks at what a request brings before anything works with it: a charset that nobody knows, the character U+0000 in
/// path, query or form, a form that cannot be taken apart. All of that is the sender's fault and would end as ours.
/// Fields beside an uploaded file (multipart) are left to whoever reads the file.
/// </summary>
public static class ForeignBytes
{
    private const string Urlencoded = "application/x-www-form-urlencoded";

    public static async ValueTask<bool> AreReadableAsync(HttpRequest request)
    {
        if (request.Path.Value?.Contains('\0') == true || request.QueryString.Value?.Contains("%00") == true)
        {
            return false;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return true;
        }

        return (!type.Charset.HasValue || IsKnown(type.Charset.Value))
            && (!type.MediaType.Equals(Urlencoded, StringComparison.OrdinalIgnoreCase) || await HasFormAsync(request));
    }

    // It stays with the request, so nobody reads it a second time.
    private static async Task<bool> HasFormAsync(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return !form.Any(field =>
                field.Key.Contains('\0') || field.Value.Any(value => value?.Contains('\0') == true)
            );
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

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
