using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Joining;

/// <summary>
/// Applies for a municipality, which a search finds in the official register, or for a region. Needs no sign-in and no
/// script; a mail to the typed address asks to confirm. What was typed stays when something is missing.
/// </summary>
public sealed class ApplyModel(HubApi api) : PortalPage
{
    public const string Path = "/mitmachen/bewerbung";
    private const int MostShown = 20;

    /// <summary>What was typed to find the municipality.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>For a region, which stands in no register.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Frei { get; set; }

    /// <summary>Made with the form, so that sending it twice applies once.</summary>
    [BindProperty]
    public Guid Application { get; set; }

    [BindProperty]
    public string? Ags { get; set; }

    [BindProperty]
    public string? Region { get; set; }

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? ContactAddress { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public bool Consent { get; set; }

    [BindProperty]
    public string? Website { get; set; }

    /// <summary>Null: nothing was searched for, or the register is not available now.</summary>
    public IReadOnlyList<Municipality>? Found { get; private set; }

    public bool Unavailable { get; private set; }

    public bool MayBeMore => Found?.Count >= MostShown;

    public bool HasForm => Frei || Found is { Count: > 0 };

    public string Here => Path + (Frei ? "?frei=true" : QueryString.Create("q", Q ?? "").Value);

    public IEnumerable<Choice> Choices =>
        Found!.Select(place => new Choice(place.Ags, place.Name, $"{place.District}, {place.Land}, AGS {place.Ags}"));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Application = Guid.CreateVersion7();
        await SearchAsync(cancellationToken);
        if (Found is [var only])
        {
            Ags = only.Ags;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var draft = new ApplicationDraft(
            Frei ? null : Ags,
            Frei ? Region : null,
            ContactName,
            ContactAddress,
            Why,
            Consent,
            Website
        );
        if (await api.ApplyAsync(Application, draft, cancellationToken) is not { } problem)
        {
            return new SeeOther($"{Path}/abgeschickt");
        }

        await SearchAsync(cancellationToken);
        // The list of municipalities is where the person chooses one.
        return Again(problem, field => field == "region" && !Frei ? nameof(Ags) : null);
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        if (Frei || string.IsNullOrWhiteSpace(Q))
        {
            return;
        }

        var answer = await api.MunicipalitiesAsync(Q.Length > 100 ? Q[..100] : Q, cancellationToken);
        (Found, Unavailable) = (answer.Value, answer.Problem is not null);
    }
}
