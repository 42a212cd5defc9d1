using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Stadtgespraeche.Site;

/// <summary>
/// What all fields share: label, hint and error, joined to the control by <c>aria-describedby</c>; ids come from the
/// property's name.
/// </summary>
public abstract class KernField : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public bool Optional { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    // A page that binds its fields without a prefix keeps them in the property "Fields".
    protected string Name =>
        For.Name.StartsWith("Fields.", StringComparison.Ordinal) ? For.Name["Fields.".Length..] : For.Name;

    protected string Id => IdOf(Name);

    protected string Value =>
        WebUtility.HtmlEncode(
            For.Model is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : For.Model?.ToString() ?? ""
        );

    protected string? Error =>
        ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0
            ? string.Join(" ", entry.Errors.Select(error => error.ErrorMessage))
            : null;

    protected string Described =>
        (Hint, Error) switch
        {
            (null, null) => "",
            (_, null) => $" aria-describedby=\"{Id}-hinweis\"",
            (null, _) => $" aria-invalid=\"true\" aria-describedby=\"{Id}-fehler\"",
            _ => $" aria-invalid=\"true\" aria-describedby=\"{Id}-hinweis {Id}-fehler\"",
        };

    protected string HintHtml =>
        Hint is null ? "" : $"<div class=\"kern-hint\" id=\"{Id}-hinweis\">{WebUtility.HtmlEncode(Hint)}</div>";

    protected string ErrorHtml =>
        Error is null
            ? ""
            : $"""
                <p class="kern-error" id="{Id}-fehler"><span class="kern-icon kern-icon--danger" aria-hidden="true"></span>
                <span class="kern-body"><span class="kern-sr-only">Fehler: </span>{WebUtility.HtmlEncode(
                    Error
                )}</span></p>
                """;

    protected string LabelText =>
        WebUtility.HtmlEncode(Label) + (Optional ? " <span class=\"kern-label__optional\">– freiwillig</span>" : "");

    /// <summary>
    /// The id of the control that belongs to a property: "Programme[0].Title" becomes "Programme_0__Title".
    /// </summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(KernForm.FieldsKey, out var fields))
        {
            ((List<string>)fields).Add(Name);
        }

        output.TagName = null;
        output.Content.SetHtmlContent(Html());
    }

    protected abstract string Html();
}
