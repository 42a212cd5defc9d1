using System.Collections;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>One of several things to choose from.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>
/// Boxes or buttons in a fieldset; the first has the id of the field, so that the summary of errors can lead to it.
/// </summary>
public abstract class KernChoices(string type) : KernField
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    protected abstract bool IsChosen(string value);

    protected sealed override string Html()
    {
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
                : $"<div class=\"kern-hint choice-hint\" id=\"{id}-wirkung\">{WebUtility.HtmlEncode(choice.Hint)}</div>";
            html.Append(
                $"""
                <div class="choice"><div class="kern-form-check">
                <input class="kern-form-check__{type}{(
                    Error is null ? "" : $" kern-form-check__{type}--error"
                )}" type="{type}" id="{id}" name="{WebUtility.HtmlEncode(Name)}"
                 value="{WebUtility.HtmlEncode(choice.Value)}"{(IsChosen(choice.Value) ? " checked" : "")}{(
                    hint.Length == 0 ? "" : $" aria-describedby=\"{id}-wirkung\""
                )}>
                <label class="kern-label" for="{id}">{WebUtility.HtmlEncode(choice.Label)}</label></div>{hint}</div>
                """
            );
        }

        return html.Append($"</div>{ErrorHtml}</fieldset>").ToString();
    }
}

/// <summary>Radio buttons: one of several.</summary>
[HtmlTargetElement("kern-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernRadios() : KernChoices("radio")
{
    protected override bool IsChosen(string value) => value == For.Model?.ToString();
}

/// <summary>Boxes of which any number may be ticked; the field is a list of the values.</summary>
[HtmlTargetElement("kern-checks", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernChecks() : KernChoices("checkbox")
{
    protected override bool IsChosen(string value) =>
        (For.Model as IEnumerable)?.Cast<object>().Any(ticked => ticked.ToString() == value) == true;
}

/// <summary>A list to choose one thing from.</summary>
[HtmlTargetElement("kern-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernSelect : KernField
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    protected override string Html() =>
        $"""
            <div class="kern-form-input{(Error is null ? "" : " kern-form-input--error")}">
            <label class="kern-label" for="{Id}">{LabelText}</label>{HintHtml}
            <div class="kern-form-input__select-wrapper"><select class="kern-form-input__select{(
                Error is null ? "" : " kern-form-input__select--error"
            )}" id="{Id}" name="{WebUtility.HtmlEncode(Name)}"{Described}>
            {string.Concat(Choices.Select(Option))}</select></div>
            {ErrorHtml}</div>
            """;

    private string Option(Choice choice)
    {
        var chosen = choice.Value == For.Model?.ToString() ? " selected" : "";
        return $"<option value=\"{WebUtility.HtmlEncode(choice.Value)}\"{chosen}>{WebUtility.HtmlEncode(choice.Label)}</option>";
    }
}
