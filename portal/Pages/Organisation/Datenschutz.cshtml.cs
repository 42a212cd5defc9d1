using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Organiser;

namespace Stadtgespraeche.Portal.Pages.Organisation;

/// <summary>
/// What was deleted and why, for organisers, and how far erasures are, for operators: each sees what the own right lets
/// through.
/// </summary>
public sealed class DatenschutzModel(HubApi api) : OrganiserPage
{
    /// <summary>Null: not this person's to see.</summary>
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
