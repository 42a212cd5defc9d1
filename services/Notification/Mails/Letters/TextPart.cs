using System.Text;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>
/// Writes a letter as plain text with lines of at most 78 characters. Addresses, which must stay whole and are long,
/// stand at the end under the numbers that the text names.
/// </summary>
public static class TextPart
{
    private const int Width = 76;

    public static string Write(Letter letter, Partner partner)
    {
        var text = new StringBuilder(2048);
        var links = new List<(string Label, string Address)>();
        Wrap(text, letter.Greeting, "", "");
        Block? before = null;
        foreach (var block in letter.Blocks)
        {
            // Links that follow each other are a list.
            if (!(IsLink(block) && IsLink(before)))
            {
                text.Append('\n');
            }

            before = block;
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
                    Add(action.Label, action.Address);
                    break;
                case PageLink page:
                    Add(page.Label, page.Address);
                    break;
            }
        }

        text.Append("\nMit freundlichen Grüßen\n");
        Wrap(text, partner.Signature, "", "");
        for (var i = 0; i < links.Count; i++)
        {
            text.Append('\n');
            Wrap(text, $"[{i + 1}] {links[i].Label}:", "", "    ");
            text.Append(links[i].Address).Append('\n');
        }

        text.Append("\n-- \n");
        foreach (var line in partner.ImprintLines)
        {
            Wrap(text, line, "", "");
        }

        return text.ToString();

        void Add(string label, string address)
        {
            links.Add((label, address));
            Wrap(text, $"{label} [{links.Count}]", "", "    ");
        }
    }

    private static bool IsLink(Block? block) => block is Action or PageLink;

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
