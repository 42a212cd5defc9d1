using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Partners;

/// <summary>
/// One partner and what the law makes it say about itself. Links to its sections end in #impressum, #datenschutz and
/// #barrierefreiheit.
/// </summary>
public sealed class PartnerModel(HubApi api) : PortalPage
{
    public PartnerPage Partner { get; private set; } = null!;

    public IEnumerable<(string Id, string Heading, IReadOnlyList<string> Paragraphs)> Texts =>
        [
            ("impressum", "Impressum", Paragraphs(Partner.Imprint)),
            ("datenschutz", "Datenschutz", Paragraphs(Partner.Privacy)),
            ("barrierefreiheit", "Barrierefreiheit", Paragraphs(Partner.Accessibility)),
        ];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellationToken)
    {
        if (!(await api.PartnerAsync(key, cancellationToken)).Is(out var partner, out var problem))
        {
            return Explain(
                problem,
                problem.IsNotFound ? "Diese Kommune gibt es hier nicht" : null,
                "Sehen Sie nach, welche Städte und Regionen dabei sind."
            );
        }

        Partner = partner;
        return Page();
    }

    private static string[] Paragraphs(string text) =>
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
