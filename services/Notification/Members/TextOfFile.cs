using System.Text;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Opens a file as text however a spreadsheet wrote it: UTF-8 with or without BOM, UTF-16 ("Unicode Text") with or
/// without, else Windows-1252, in which every byte is a letter.
/// </summary>
internal static class TextOfFile
{
    private const int Sample = 4096;

    public static StreamReader Open(byte[] bytes) =>
        new(new MemoryStream(bytes, writable: false), EncodingOf(bytes), detectEncodingFromByteOrderMarks: true);

    private static Encoding EncodingOf(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8;
        }

        var start = bytes.AsSpan(0, Math.Min(bytes.Length, Sample));
        if (start.Length >= 2 && Zeros(start, 1) * 4 > start.Length)
        {
            return Encoding.Unicode;
        }

        if (start.Length >= 2 && Zeros(start, 0) * 4 > start.Length)
        {
            return Encoding.BigEndianUnicode;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8
            : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
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
}
