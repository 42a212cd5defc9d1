namespace Stadtgespraeche.Gateway;

/// <summary>
/// Lets pages of any origin read what the gateway itself says to everybody: the description and its errors, which name
/// nobody. What the services show to everybody, they mark alike.
/// </summary>
internal static class PublicReads
{
    public static void Allow(HttpResponse response)
    {
        if (
            HttpMethods.IsGet(response.HttpContext.Request.Method)
            || HttpMethods.IsHead(response.HttpContext.Request.Method)
        )
        {
            response.Headers.AccessControlAllowOrigin = "*";
            response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }
}
