using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>
/// A message: <c>kind</c> info, success, warning or danger; <c>live</c> when it answers what the person has just done.
/// </summary>
[HtmlTargetElement("kern-alert")]
public sealed class KernAlert : TagHelper
{
    public string Kind { get; set; } = "info";

    public string Title { get; set; } = "";

    public bool Live { get; set; }

    /// <summary>Level of the heading; 0 when the title is no heading.</summary>
    public int Level { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var element = Level == 0 ? "p" : $"h{Level}";
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"kern-alert kern-alert--{Kind}");
        if (Live)
        {
            output.Attributes.SetAttribute("role", "status");
        }

        output.Content.SetHtmlContent(
            $"""
            <div class="kern-alert__header"><span class="kern-icon kern-icon--{Kind}" aria-hidden="true"></span>
            <{element} class="kern-title">{WebUtility.HtmlEncode(Title)}</{element}></div>
            """
        );
        if (!content.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div class=\"kern-alert__body\">").AppendHtml(content).AppendHtml("</div>");
        }
    }
}

/// <summary>A button that sends its form: <c>kind</c> primary, secondary or tertiary.</summary>
[HtmlTargetElement("kern-button")]
public sealed class KernButton : TagHelper
{
    public string Kind { get; set; } = "primary";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "submit");
        output.Attributes.SetAttribute("class", $"kern-btn kern-btn--{Kind}");
        output.Content.SetHtmlContent("<span class=\"kern-label\">").AppendHtml(content).AppendHtml("</span>");
    }
}
