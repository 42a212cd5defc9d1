using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// Writes a letter as accessible HTML: German, headings, real lists, no layout tables, no pictures, nothing loaded,
/// nothing counted.
/// </summary>
public static class HtmlPart
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Letter letter, Partner partner)
    {
        var (color, onColor) = Colors(partner.Color);
        var html = new StringBuilder(4096);
        html.Append("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Text(letter.Subject))
            .Append("</title>\n</head>\n")
            .Append(
                "<body style=\"margin:0;background:#f4f4f2;color:#1a1a1a;font-family:'Fira "
                    + "Sans',Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere\">\n"
            )
            .Append("<div style=\"max-width:40em;margin:0 auto;background:#ffffff\">\n")
            .Append("<header style=\"background:")
            .Append(color)
            .Append(";color:")
            .Append(onColor)
            .Append(";padding:16px 24px\"><p style=\"margin:0;font-weight:bold\">")
            .Append(Text(partner.Signature))
            .Append("</p></header>\n")
            .Append("<main style=\"padding:8px 24px 24px\">\n<h1 style=\"font-size:1.4em;line-height:1.25\">")
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
            .Append("</p>\n</main>\n")
            .Append("<footer style=\"padding:16px 24px;border-top:1px solid #767676;font-size:0.9em\">\n");
        foreach (var line in partner.ImprintLines)
        {
            html.Append("<p style=\"margin:0\">").Append(Text(line)).Append("</p>\n");
        }

        return html.Append("</footer>\n</div>\n</body>\n</html>\n").ToString();
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
                html.Append("<p>")
                    .Append(
                        Link(
                            action.Label,
                            action.Address,
                            $"display:inline-block;padding:12px 20px;background:{color};color:{onColor};border-radius:4px;font-weight:bold"
                        )
                    )
                    .Append("</p>\n");
                break;
        }
    }

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
