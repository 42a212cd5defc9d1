using System.Net.Http.Headers;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// JSON is UTF-8 whatever else its header says (RFC 8259): a login that calls it <c>utf8</c> or something that .NET does
/// not know is read like any other, by the check and by those who sign in.
/// </summary>
internal sealed class JsonIsUtf8 : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Content.Headers.ContentType is { CharSet: not null } type)
        {
            type.CharSet = "utf-8";
        }
        else if (answer.Content.Headers.ContentType is null && answer.Content.Headers.Contains("Content-Type"))
        {
            // It is there but not readable: that says nothing about the content.
            answer.Content.Headers.Remove("Content-Type");
            answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return answer;
    }
}
