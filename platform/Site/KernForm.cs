using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>
/// A form that posts to its own page, with the antiforgery token. When something is wrong, a summary stands first,
/// takes the focus, and links to the fields in the order in which they stand on the page.
/// </summary>
[HtmlTargetElement("kern-form")]
public sealed class KernForm(IHtmlGenerator generator) : TagHelper
{
    internal const string FieldsKey = "kern-form-fields";

    /// <summary>Where to post; the page itself when empty.</summary>
    public string? Action { get; set; }

    /// <summary>Several forms on one page: only the one with the errors shows the summary.</summary>
    public bool Summary { get; set; } = true;

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = new List<string>();
        context.Items[FieldsKey] = fields;
        var content = await output.GetChildContentAsync();
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("method", "post");
        output.Attributes.SetAttribute("novalidate", "novalidate");
        if (Action is not null)
        {
            output.Attributes.SetAttribute("action", Action);
        }

        output.Content.SetHtmlContent(content);
        output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
        if (Summary && !ViewContext.ModelState.IsValid)
        {
            output.PreContent.SetHtmlContent(SummaryOf(fields));
        }
    }

    private string SummaryOf(List<string> fields)
    {
        var html = new StringBuilder(
            """
            <div class="kern-alert kern-alert--danger error-summary" role="alert" id="fehler" tabindex="-1" autofocus>
            <div class="kern-alert__header"><span class="kern-icon kern-icon--danger" aria-hidden="true"></span>
            <h2 class="kern-title">Bitte prüfen Sie Ihre Angaben</h2></div><div class="kern-alert__body"><ul>
            """
        );
        var state = ViewContext.ModelState;
        foreach (var key in state.Keys.OrderBy(key => fields.IndexOf(key) is >= 0 and var at ? at : -1))
        {
            foreach (var message in state[key]!.Errors.Select(error => WebUtility.HtmlEncode(error.ErrorMessage)))
            {
                html.Append(
                    fields.Contains(key)
                        ? $"<li><a href=\"#{KernField.IdOf(key)}\">{message}</a></li>"
                        : $"<li>{message}</li>"
                );
            }
        }

        return html.Append("</ul></div></div>").ToString();
    }
}
