using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Coordinator;

/// <summary>
/// The city's own login: what to register there, and what to enter here. After each saving a check says what would not
/// work. The secret is never shown.
/// </summary>
public sealed class CityLoginModel(HubApi api) : CoordinatorPage
{
    public const string Path = "/kommune/anmeldung";

    [BindProperty]
    public string? Issuer { get; set; }

    [BindProperty]
    public string? ClientId { get; set; }

    [BindProperty]
    public string? ClientSecret { get; set; }

    [BindProperty]
    public bool Enabled { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    public CityLogin Present { get; private set; } = null!;

    public string CityName { get; private set; } = "";

    /// <summary>Null: no check was asked for.</summary>
    public CityLoginCheck? Check { get; private set; }

    public IReadOnlyList<Partner> Cities { get; private set; } = [];

    public string Here => Path + QueryString.Create("kommune", City!);

    public async Task<IActionResult> OnGetAsync(bool pruefen, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        (Issuer, ClientId, Enabled) = (Present.Login?.Issuer, Present.Login?.ClientId, Present.Login?.Enabled ?? true);
        if (!pruefen || Present.Login is null)
        {
            return Page();
        }

        if (!(await api.CheckCityLoginAsync(City!, Token, cancellationToken)).Is(out var check, out var failed))
        {
            return await Stop(failed);
        }

        Check = check;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (
            await api.SetCityLoginAsync(
                City!,
                new CityLoginDraft(Issuer, ClientId, ClientSecret, Enabled),
                Token,
                cancellationToken
            ) is
            { } problem
        )
        {
            return await AgainAsync(problem, cancellationToken);
        }

        return GoOn(
            $"{Here}&pruefen=true#pruefung",
            Enabled ? "Das Login ist gespeichert und eingeschaltet." : "Das Login ist gespeichert und ausgeschaltet."
        );
    }

    public async Task<IActionResult> OnPostEntfernenAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (!Confirmed)
        {
            if (await LoadAsync(cancellationToken) is { } missing)
            {
                return await Stop(missing);
            }

            (Issuer, ClientId, Enabled) = (
                Present.Login?.Issuer,
                Present.Login?.ClientId,
                Present.Login?.Enabled ?? true
            );
            ModelState.AddModelError(nameof(Confirmed), "Bitte bestätigen Sie, dass das Login entfernt werden soll.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (await api.RemoveCityLoginAsync(City!, Token, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        return GoOn(Here, "Das Login ist entfernt.");
    }

    private async Task<IActionResult> AgainAsync(Problem problem, CancellationToken cancellationToken) =>
        problem.Status == StatusCodes.Status403Forbidden || await LoadAsync(cancellationToken) is not null
            ? await Stop(problem)
            : Again(problem);

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await api.CityLoginAsync(City!, Token, cancellationToken)).Is(out var present, out var problem))
        {
            return problem;
        }

        Present = present;
        var partners = await api.PartnersAsync(cancellationToken);
        Cities =
        [
            .. Coordinates.Select(key =>
                partners.FirstOrDefault(partner => partner.Key == key) ?? new Partner(key, key)
            ),
        ];
        CityName = Cities.FirstOrDefault(partner => partner.Key == City)?.Name ?? City!;
        return null;
    }
}
