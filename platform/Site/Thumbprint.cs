namespace Stadtgespraeche.Site;

/// <summary>
/// A key's thumbprint (RFC 7638) as organisers and a city compare it on the telephone; both sides must see it alike.
/// </summary>
public static class Thumbprint
{
    /// <summary>In groups of four, to be read out.</summary>
    public static string Spoken(string keyId) => string.Join(' ', keyId.Chunk(4).Select(group => new string(group)));
}
