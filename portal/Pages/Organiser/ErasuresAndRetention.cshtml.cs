using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>
/// What was deleted and why, for organisers; how far erasures are, for operators. Everybody sees what their role
/// allows.
/// </summary>
public sealed class ErasuresAndRetentionModel(HubApi api) : OrganiserPage
{
    /// <summary>Null: this person may not see them.</summary>
    public ErasureList? Erasures { get; private set; }

    public IReadOnlyList<RetentionLine>? Retention { get; private set; }

    protected override IReadOnlyList<string> Admitted => ["organiser", "operator"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var erasures = await api.ErasuresAsync(Token, cancellationToken);
        var retention = await api.RetentionAsync(Token, cancellationToken);
        if (erasures.Problem is { } first && retention.Problem is { } second)
        {
            return await Stop(first.Status == 403 ? second : first);
        }

        (Erasures, Retention) = (erasures.Value, retention.Value);
        return Page();
    }
}
