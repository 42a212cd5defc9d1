namespace Stadtgespraeche.Site;

/// <summary>
/// The content security policy of pages with passkeys: styles, fonts, pictures and the one script are ours and speak to
/// nobody else.
/// </summary>
public static class ContentSecurityPolicy
{
    /// <summary>Forms may end at <paramref name="formTargets"/> only.</summary>
    public static string With(params IEnumerable<string> formTargets) =>
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; "
        + $"connect-src 'self'; form-action {string.Join(' ', formTargets)}; base-uri 'none'; frame-ancestors 'none'";
}
