using System.Text;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// UTF-8 in which single bytes are letters of Windows-1252, as when somebody has added a line with another program.
/// </summary>
internal static class MixedLetters
{
    /// <summary>How many letters beyond ASCII are whole in UTF-8, and how many bytes belong to none.</summary>
    public static (int Whole, int Stray) Count(ReadOnlySpan<byte> bytes)
    {
        var (whole, stray) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var (letter, length) = Next(bytes);
            whole += letter is { IsAscii: false } ? 1 : 0;
            stray += letter is null ? 1 : 0;
            bytes = bytes[length..];
        }

        return (whole, stray);
    }

    /// <summary>Notes in <paramref name="odd"/> the lines that have strays.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, HashSet<int> odd)
    {
        var text = new StringBuilder(bytes.Length);
        var line = 1;
        while (!bytes.IsEmpty)
        {
            var (letter, length) = Next(bytes);
            if (letter is { } whole)
            {
                text.Append(whole.ToString());
                line += whole.Value == '\n' ? 1 : 0;
            }
            else
            {
                text.Append(SingleByteText.Windows.GetString(bytes[..1]));
                odd.Add(line);
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    // Letters of other scripts are two of Windows-1252 that stand together by chance.
    private static (Rune? Letter, int Length) Next(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done
        && rune.Value
            is < 0x80
                or (>= 0xA0 and < 0x250)
                or (>= 0x300 and < 0x370)
                or (>= 0x1E00 and < 0x1F00)
                or (>= 0x2000 and < 0x2200)
                or 0xFEFF
            ? (rune, length)
            : (null, 1);
}
