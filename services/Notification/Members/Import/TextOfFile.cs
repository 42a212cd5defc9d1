using System.Text;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// A file as text however a spreadsheet wrote it: UTF-8 or UTF-16 ("Unicode Text") with or without BOM, else
/// Windows-1252, Macintosh or DOS, whichever gives German words. Single letters of another encoding spoil themselves at
/// most: <paramref name="OddLines"/> are the lines (from 1) that need to be looked at.
/// </summary>
internal sealed partial record TextOfFile(string Text, IReadOnlySet<int> OddLines)
{
    private const int Sample = 4096;

    public static TextOfFile Read(byte[] bytes)
    {
        var utf8 = bytes is [0xEF, 0xBB, 0xBF, ..];
        if (WideOf(bytes) is { } wide)
        {
            return new(wide.GetString(bytes).TrimStart('\uFEFF'), new HashSet<int>());
        }

        var content = utf8 ? bytes[3..] : bytes;
        // An old Macintosh ends its lines in its own way.
        if (!content.Contains((byte)'\n') && content.Contains((byte)'\r'))
        {
            content = [.. content.Select(letter => letter == '\r' ? (byte)'\n' : letter)];
        }

        if (System.Text.Unicode.Utf8.IsValid(content))
        {
            return Repaired(Encoding.UTF8.GetString(content));
        }

        var (whole, stray) = MixedLetters.Count(content);
        // By chance two letters of Windows-1252 look like one of UTF-8, but rarely.
        if (utf8 || whole * 10 > stray)
        {
            var odd = new HashSet<int>();
            return new(MixedLetters.Decode(content, odd), odd);
        }

        var single = SingleByteText.Read(content);
        var mended = Repaired(single.Text);
        return mended with { OddLines = mended.OddLines.Union(single.OddLines).ToHashSet() };
    }

    private static Encoding? WideOf(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode;
        }

        if (bytes is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode;
        }

        var start = bytes.AsSpan(0, Math.Min(bytes.Length, Sample));
        return start.Length < 2 ? null
            : Zeros(start, 1) * 4 > start.Length ? Encoding.Unicode
            : Zeros(start, 0) * 4 > start.Length ? Encoding.BigEndianUnicode
            : null;
    }

    // Letters of Latin languages have a zero as every second byte.
    private static int Zeros(ReadOnlySpan<byte> bytes, int offset)
    {
        var count = 0;
        for (var i = offset; i < bytes.Length; i += 2)
        {
            count += bytes[i] == 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>A program that took UTF-8 for Windows-1252 has left "MÃ¼ller".</summary>
    private static TextOfFile Repaired(string text)
    {
        var odd = new HashSet<int>();
        var (line, at) = (1, 0);
        return new(
            TwiceEncoded.Replace(
                text,
                match =>
                {
                    line += text.AsSpan(at, match.Index - at).Count('\n');
                    at = match.Index;
                    odd.Add(line);
                    return Encoding.UTF8.GetString(SingleByteText.Windows.GetBytes(match.Value));
                }
            ),
            odd
        );
    }

    [GeneratedRegex(
        "(?:Ã|â€)[\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|Â[\u00A0-\u00BF]"
    )]
    private static partial Regex TwiceEncoded { get; }
}
