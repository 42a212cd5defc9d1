using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>A line of text: <c>type</c> text, date, time, search, password, url.</summary>
[HtmlTargetElement("kern-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernInput : KernField
{
    public string Type { get; set; } = "text";

    public string Autocomplete { get; set; } = "off";

    public string? Inputmode { get; set; }

    protected override string Html() =>
        $"""
            <div class="kern-form-input{(Error is null ? "" : " kern-form-input--error")}">
            <label class="kern-label" for="{Id}">{LabelText}</label>{HintHtml}
            <input class="kern-form-input__input{(
                Error is null ? "" : " kern-form-input__input--error"
            )}" id="{Id}" name="{WebUtility.HtmlEncode(Name)}"
             type="{Type}" value="{(Type == "password" ? "" : Value)}" autocomplete="{Autocomplete}"{(
                Inputmode is null ? "" : $" inputmode=\"{Inputmode}\""
            )}{Described}>
            {ErrorHtml}</div>
            """;
}

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("kern-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernTextarea : KernField
{
    public int Rows { get; set; } = 5;

    // A browser drops the first line break in a textarea, so one more keeps what was typed.
    protected override string Html() =>
        $"""
            <div class="kern-form-input{(Error is null ? "" : " kern-form-input--error")}">
            <label class="kern-label" for="{Id}">{LabelText}</label>{HintHtml}
            <textarea class="kern-form-input__input{(
                Error is null ? "" : " kern-form-input__input--error"
            )}" id="{Id}" name="{WebUtility.HtmlEncode(Name)}"
             rows="{Rows}"{Described}>{"\n"}{Value}</textarea>
            {ErrorHtml}</div>
            """;
}

/// <summary>A box to tick.</summary>
[HtmlTargetElement("kern-check", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernCheck : KernField
{
    protected override string Html() =>
        $"""
            <div class="kern-form-check">
            <input class="kern-form-check__checkbox" type="checkbox" id="{Id}" name="{WebUtility.HtmlEncode(
                Name
            )}" value="true"{(For.Model is true ? " checked" : "")}{Described}>
            <label class="kern-label" for="{Id}">{LabelText}</label></div>{HintHtml}{ErrorHtml}
            """;
}
