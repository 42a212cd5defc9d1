using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>A member's own impulse, or a new one, which may be made of an earlier one.</summary>
public sealed class ImpulseModel(HubApi api) : ImpulsePage(api)
{
    protected override string Root => "/mein-bereich/impulse";

    public Task<IActionResult> OnGetAsync(
        Guid id,
        string? neu,
        Guid? aufruf,
        Guid? aus,
        CancellationToken cancellationToken
    ) =>
        ShowAsync(
            id,
            async () => neu is null ? null : OutOf(aus) ?? await NewAsync(aufruf, cancellationToken),
            cancellationToken
        );

    private ImpulseFields? OutOf(Guid? id)
    {
        var fields = Own.FirstOrDefault(impulse => impulse.Id == id) is { } earlier ? ImpulseFields.Of(earlier) : null;
        fields?.Version = 0;
        return fields;
    }

    private async Task<ImpulseFields> NewAsync(Guid? call, CancellationToken cancellationToken)
    {
        var partners = await Api.PartnersAsync(cancellationToken);
        var own = User.FindFirst("partner")?.Value;
        return new()
        {
            CallId = call?.ToString(),
            Speaker = User.Identity?.Name,
            Partner = partners.FirstOrDefault(partner => partner.Key == own)?.Name,
            Language = "Deutsch",
        };
    }
}
