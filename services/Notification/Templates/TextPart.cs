using System.Text;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// Writes a letter as plain text with lines of at most 78 characters; only addresses, which must stay whole, are
/// longer.
/// </summary>
public static class TextPart
{
    private const int Width = 76;

    public static string Write(Letter letter, Partner partner)
    {
        var text = new StringBuilder(2048);
        Wrap(text, letter.Greeting, "", "");
        foreach (var block in letter.Blocks)
        {
            text.Append('\n');
            switch (block)
            {
                case Paragraph paragraph:
                    Wrap(text, paragraph.Text, "", "");
                    break;
                case Heading heading:
                    Wrap(text, heading.Text, "", "");
                    text.Append('-', Math.Min(heading.Text.Length, Width)).Append('\n');
                    break;
                case FactList list:
                    foreach (var fact in list.Facts)
                    {
                        Wrap(text, $"{fact.Name}: {fact.Value}", "", "  ");
                    }

                    break;
                case ItemList list:
                    foreach (var item in list.Items)
                    {
                        Wrap(text, item, "- ", "  ");
                    }

                    break;
                case Action action:
                    Wrap(text, $"{action.Label}:", "", "");
                    text.Append(action.Address).Append('\n');
                    break;
            }
        }

        text.Append("\nMit freundlichen Grüßen\n");
        Wrap(text, partner.Signature, "", "");
        text.Append("\n-- \n");
        foreach (var line in partner.ImprintLines)
        {
            Wrap(text, line, "", "");
        }

        return text.ToString();
    }

    private static void Wrap(StringBuilder text, string content, string first, string next)
    {
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n'))
        {
            var length = first.Length;
            text.Append(first);
            first = next;
            var begun = false;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (begun && length + 1 + word.Length > Width)
                {
                    text.Append('\n').Append(next);
                    length = next.Length;
                    begun = false;
                }

                if (begun)
                {
                    text.Append(' ');
                    length++;
                }

                text.Append(word);
                length += word.Length;
                begun = true;
            }

            text.Append('\n');
        }
    }
}
