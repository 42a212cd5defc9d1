using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>
/// Who may do what: take roles back, find members by name and city, give them roles. Only operators give the role of
/// operator.
/// </summary>
public sealed class RolesModel(HubApi api) : OrganiserPage
{
    protected override IReadOnlyList<string> Admitted => ["organiser", "operator"];

    public const string Path = $"{Root}/rollen";

    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kommune { get; set; }

    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Coordinated { get; set; }

    public IReadOnlyList<RoleHolder> Holders { get; private set; } = [];

    /// <summary>Null: nobody was searched for.</summary>
    public RoleHolders? Found { get; private set; }

    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public bool IsOperator => User.IsInRole("operator");

    public string Here => Path + QueryString.Create("name", Name ?? "").Add("kommune", Kommune ?? "");

    public IEnumerable<Choice> Cities =>
        [new("", "Alle"), .. Partners.Select(partner => new Choice(partner.Key, partner.Name))];

    public IEnumerable<Choice> Coordinations =>
        [new("", "Bitte wählen"), .. Partners.Select(partner => new Choice(partner.Key, partner.Name))];

    public IEnumerable<Choice> People =>
        Found!.People.Select(person => new Choice(
            $"{person.MemberId}",
            $"{person.DisplayName}, {person.PartnerName}",
            string.Join(
                " ",
                [.. person.Roles.Select(role => $"{RoleWords.Of(role, Partners)}."), RoleWords.Strength(person)]
            )
        ));

    public IEnumerable<Choice> Roles =>
        [
            new(
                "organiser",
                "Organisation",
                "Plant Sitzungen, gibt Beiträge frei, sieht wer teilnimmt und vergibt Rechte."
            ),
            new(
                RoleWords.Coordinator,
                "Koordination einer Kommune",
                "Richtet für diese Kommune das Login der Stadt ein."
            ),
            .. IsOperator ? [new Choice("operator", "Betrieb", "Betreibt die Plattform.")] : Array.Empty<Choice>(),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } problem ? await Stop(problem) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Person is null)
        {
            ModelState.AddModelError(nameof(Person), "Bitte wählen Sie eine Person.");
        }

        if (Roles.All(role => role.Value != Role))
        {
            ModelState.AddModelError(nameof(Role), "Bitte wählen Sie ein Recht.");
        }

        if (Role == RoleWords.Coordinator && string.IsNullOrEmpty(Coordinated))
        {
            ModelState.AddModelError(nameof(Coordinated), "Bitte wählen Sie die Kommune, die koordiniert wird.");
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(null, cancellationToken);
        }

        var role = Role == RoleWords.Coordinator ? $"{Role}:{Coordinated}" : Role!;
        return await api.GrantRoleAsync(Person!.Value, role, Token, cancellationToken) is { } problem
            ? await AgainAsync(problem, cancellationToken)
            : GoOn(Path, "Das Recht ist vergeben. Es gilt spätestens nach fünf Minuten.");
    }

    public async Task<IActionResult> OnPostNehmenAsync(CancellationToken cancellationToken) =>
        await api.TakeRoleAsync(Person ?? Guid.Empty, Role ?? "", Token, cancellationToken) is { } problem
            ? await AgainAsync(problem, cancellationToken)
            : GoOn(Path, "Das Recht ist zurückgenommen. Das wirkt spätestens nach fünf Minuten.");

    private async Task<IActionResult> AgainAsync(Problem? problem, CancellationToken cancellationToken)
    {
        if (problem is { AsksForToken: true } || await LoadAsync(cancellationToken) is not null)
        {
            return await Stop(problem ?? Problem.Unreachable);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return problem is null ? Page() : Again(problem);
    }

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await api.RolesAsync(null, null, Token, cancellationToken)).Is(out var holders, out var problem))
        {
            return problem;
        }
        // Partners that do not take part yet are listed too: somebody has to coordinate them.
        if (!(await api.PartnerReportsAsync(Token, cancellationToken)).Is(out var reports, out problem))
        {
            return problem;
        }

        (Holders, Partners) = (
            holders.People,
            [
                .. reports
                    .Partners.Where(partner => partner.State != "Left")
                    .Select(partner => new Partner(partner.Key, partner.Name)),
            ]
        );
        if (string.IsNullOrWhiteSpace(Name) && string.IsNullOrEmpty(Kommune))
        {
            return null;
        }

        if (!(await api.RolesAsync(Name, Kommune, Token, cancellationToken)).Is(out var found, out problem))
        {
            return problem;
        }

        Found = found;
        return null;
    }
}
