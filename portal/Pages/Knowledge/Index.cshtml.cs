using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Knowledge;

/// <summary>Contributions, found by words and kind, page by page.</summary>
public sealed class IndexModel(HubApi api) : PortalPage
{
    public static readonly Choice[] Kinds =
    [
        new("", "Alle Arten"),
        new("Recap", "Rückblicke"),
        new("Experience", "Erfahrungen"),
        new("GoodPractice", "Gute Praxis"),
        new("Strategy", "Strategien"),
    ];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "art")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "seite")]
    public int Number { get; set; } = 1;

    public ContributionPage Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Words = Words?.Trim() is { Length: > 200 } tooLong ? tooLong[..200] : Words?.Trim();
        Kind = Kinds.Any(kind => kind.Value == Kind) ? Kind : null;
        var answer = await api.ContributionsAsync(cancellationToken, Words, Kind, page: Math.Clamp(Number, 1, 10_000));
        if (!answer.Is(out var found, out var problem))
        {
            return Explain(problem);
        }

        Found = found;
        return Page();
    }

    public string Address(int page) =>
        $"/wissen{QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Words,
        ["art"] = Kind,
        ["seite"] = page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(part => !string.IsNullOrEmpty(part.Value)))}";
}
