using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>
/// Writes a letter as accessible HTML: German, headings, real lists, no pictures, nothing loaded, nothing counted. The
/// tables are there for Outlook's classic versions, which know width and padding on cells alone, and are marked as mere
/// presentation.
/// </summary>
public static class HtmlPart
{
    private const string Presentation = "role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"";

    // Outlook hands nothing of it down into a table.
    private const string Font = "font-family:'Fira Sans',Arial,sans-serif;font-size:16px;line-height:1.5";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Letter letter, Partner partner)
    {
        var (color, onColor) = Colors(partner.Color);
        var html = new StringBuilder(4096);
        html.Append("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Text(letter.Subject))
            .Append("</title>\n</head>\n")
            .Append($"<body style=\"margin:0;background:#f4f4f2;color:#1a1a1a;{Font};overflow-wrap:anywhere\">\n")
            .Append($"<table {Presentation} width=\"100%\" bgcolor=\"#f4f4f2\"><tr><td align=\"center\">\n")
            .Append($"<table {Presentation} width=\"640\" bgcolor=\"#ffffff\" style=\"width:100%;max-width:640px\">\n")
            .Append($"<tr><td bgcolor=\"{color}\" align=\"left\" style=\"padding:16px 24px;color:{onColor};{Font}\">\n")
            .Append("<p style=\"margin:0;font-weight:bold\">")
            .Append(Text(partner.Signature))
            .Append("</p>\n</td></tr>\n")
            .Append($"<tr><td align=\"left\" style=\"padding:8px 24px 24px;{Font}\">\n")
            .Append("<h1 style=\"font-size:1.4em;line-height:1.25\">")
            .Append(Text(letter.Subject))
            .Append("</h1>\n<p>")
            .Append(Text(letter.Greeting))
            .Append("</p>\n");
        foreach (var block in letter.Blocks)
        {
            Write(html, block, color, onColor);
        }

        html.Append("<p>Mit freundlichen Grüßen<br>")
            .Append(Text(partner.Signature))
            .Append("</p>\n</td></tr>\n<tr><td align=\"left\" style=\"padding:16px 24px;border-top:1px solid #767676;")
            .Append(Font.Replace("font-size:16px", "font-size:14px", StringComparison.Ordinal))
            .Append("\">\n");
        foreach (var line in partner.ImprintLines)
        {
            html.Append("<p style=\"margin:0\">").Append(Text(line)).Append("</p>\n");
        }

        return html.Append("</td></tr>\n</table>\n</td></tr></table>\n</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, Block block, string color, string onColor)
    {
        switch (block)
        {
            case Paragraph paragraph:
                html.Append("<p>").Append(Text(paragraph.Text)).Append("</p>\n");
                break;
            case Heading heading:
                html.Append("<h2 style=\"font-size:1.15em\">").Append(Text(heading.Text)).Append("</h2>\n");
                break;
            case FactList list:
                html.Append("<dl>\n");
                foreach (var fact in list.Facts)
                {
                    html.Append("<dt style=\"font-weight:bold\">")
                        .Append(Text(fact.Name))
                        .Append("</dt><dd style=\"margin:0 0 8px\">")
                        .Append(fact.IsLink ? Link(fact.Value, fact.Value, "color:#0b3d91") : Text(fact.Value))
                        .Append("</dd>\n");
                }

                html.Append("</dl>\n");
                break;
            case ItemList list:
                html.Append("<ul>\n");
                foreach (var item in list.Items)
                {
                    html.Append("<li>").Append(Text(item)).Append("</li>\n");
                }

                html.Append("</ul>\n");
                break;
            case Action action:
                Write(html, action, action.IsRefusal ? ("#ffffff", "#1a1a1a") : (color, onColor));
                break;
            case PageLink page:
                html.Append("<p>").Append(Link(page.Label, page.Address, "color:#0b3d91")).Append("</p>\n");
                break;
        }
    }

    private static void Write(StringBuilder html, Action action, (string Color, string OnColor) button) =>
        html.Append($"<table {Presentation} style=\"margin:16px 0\"><tr><td bgcolor=\"{button.Color}\" ")
            .Append($"style=\"padding:12px 20px;border:2px solid {(action.IsRefusal ? "#1a1a1a" : button.Color)};")
            .Append("border-radius:4px\">")
            .Append(Link(action.Label, action.Address, $"color:{button.OnColor};font-weight:bold;{Font}"))
            .Append("</td></tr></table>\n");

    private static string Link(string label, string address, string style)
    {
        // An address comes from the configuration or from an organiser; anything but http(s) stays text.
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? $"<a href=\"{Encoder.Encode(address)}\" style=\"{style}\">{Text(label)}</a>"
            : Text(label);
    }

    private static string Text(string text) => Encoder.Encode(text).Replace("&#xA;", "<br>", StringComparison.Ordinal);

    /// <summary>
    /// The city's colour and black or white, whichever contrasts more (WCAG 2.2; one of them always has at least 4.5 to
    /// 1).
    /// </summary>
    private static (string Color, string OnColor) Colors(string configured)
    {
        if (
            configured is not ['#', ..]
            || configured.Length != 7
            || !int.TryParse(
                configured.AsSpan(1),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var rgb
            )
        )
        {
            return ("#1d3f72", "#ffffff");
        }

        var luminance = (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8 & 255)) + (0.0722 * Linear(rgb & 255));
        return (configured, luminance > 0.179 ? "#000000" : "#ffffff");
    }

    private static double Linear(int channel) =>
        channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
