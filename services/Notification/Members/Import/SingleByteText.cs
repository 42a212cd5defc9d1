using System.Text;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// Text in which every byte is a letter: Windows-1252, else that of an old Macintosh or of DOS when it reads better.
/// What still looks like no word is noted.
/// </summary>
internal static class SingleByteText
{
    public static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding[] Known =
    [
        Windows,
        CodePagesEncodingProvider.Instance.GetEncoding(10000)!,
        CodePagesEncodingProvider.Instance.GetEncoding(850)!,
    ];

    public static TextOfFile Read(ReadOnlySpan<byte> bytes)
    {
        var (best, most) = ("", int.MinValue);
        foreach (var encoding in Known)
        {
            var text = encoding.GetString(bytes);
            var sense = 0;
            for (var i = 0; i < text.Length; i++)
            {
                sense += Sense(text, i);
            }

            (best, most) = sense > most ? (text, sense) : (best, most);
        }

        return new(best, OddLines(best));
    }

    private static HashSet<int> OddLines(string text)
    {
        var (odd, line) = (new HashSet<int>(), 1);
        for (var i = 0; i < text.Length; i++)
        {
            line += text[i] == '\n' ? 1 : 0;
            if (Sense(text, i) < 0)
            {
                odd.Add(line);
            }
        }

        return odd;
    }

    /// <summary>How well a letter fits where it stands; ASCII says nothing.</summary>
    private static int Sense(string text, int at)
    {
        var letter = text[at];
        if (letter < 0x80)
        {
            return 0;
        }

        var (before, behind) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        return char.IsControl(letter) ? -5
            : char.IsUpper(letter) && char.IsLower(before) ? -2
            : "äöüÄÖÜß".Contains(letter) ? 3
            : char.IsLetter(letter) ? (letter < 0x180 ? 1 : -1)
            : char.IsLetter(before) && char.IsLetter(behind) && letter is not ('’' or '‘' or '´' or '·') ? -3
            : "€§°„“”‚‘’´–—…•·«»\u00A0\u00AD²³½".Contains(letter) ? 0
            : -1;
    }
}
