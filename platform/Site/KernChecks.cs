using System.Collections;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>
/// Boxes of which any number may be ticked, in a fieldset; the field is a list of the values. The first has the id of
/// the field, so that the summary of errors can lead to it.
/// </summary>
[HtmlTargetElement("kern-checks", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernChecks : KernField
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    protected override string Html()
    {
        var ticked = (For.Model as IEnumerable)?.Cast<object>().Select(value => value.ToString()).ToHashSet() ?? [];
        var html = new StringBuilder(
            $"""
            <fieldset class="kern-fieldset{(Error is null ? "" : " kern-fieldset--error")}"{Described}>
            <legend class="kern-label">{LabelText}</legend>{HintHtml}<div class="kern-fieldset__body">
            """
        );
        foreach (var (choice, number) in Choices.Select((choice, number) => (choice, number)))
        {
            var id = number == 0 ? Id : $"{Id}-{WebUtility.HtmlEncode(choice.Value)}";
            var hint = choice.Hint is null
                ? ""
                : $"<div class=\"kern-hint choice-hint\" id=\"{id}-mehr\">{WebUtility.HtmlEncode(choice.Hint)}</div>";
            html.Append(
                $"""
                <div class="choice"><div class="kern-form-check">
                <input class="kern-form-check__checkbox" type="checkbox" id="{id}" name="{WebUtility.HtmlEncode(Name)}"
                 value="{WebUtility.HtmlEncode(choice.Value)}"{(ticked.Contains(choice.Value) ? " checked" : "")}{(
                    hint.Length == 0 ? "" : $" aria-describedby=\"{id}-mehr\""
                )}>
                <label class="kern-label" for="{id}">{WebUtility.HtmlEncode(choice.Label)}</label></div>{hint}</div>
                """
            );
        }

        return html.Append($"</div>{ErrorHtml}</fieldset>").ToString();
    }
}
