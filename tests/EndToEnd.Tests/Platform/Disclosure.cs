using System.Text;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>
/// All shapes in which a text could stand somewhere: plain, URL-encoded, and base64 at each of the three alignments.
/// </summary>
public sealed class Disclosure(IEnumerable<string> secrets)
{
    private readonly (string Secret, string[] Shapes)[] all =
    [
        .. secrets.Distinct().Select(secret => (secret, Shapes(secret).Distinct().ToArray())),
    ];

    public int Count => all.Length;

    /// <summary>What of it stands in <paramref name="text"/>, in any shape.</summary>
    public IEnumerable<string> In(string text) =>
        all.Where(item => item.Shapes.Any(shape => text.Contains(shape, StringComparison.OrdinalIgnoreCase)))
            .Select(item => item.Secret);

    private static IEnumerable<string> Shapes(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            // The first and last characters depend on the neighbours; what lies between is the secret's alone.
            var encoded = Convert
                .ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + secret + "yy"))
                .TrimEnd('=');
            yield return encoded[(shift == 0 ? 0 : 4)..^4];
        }
    }
}
