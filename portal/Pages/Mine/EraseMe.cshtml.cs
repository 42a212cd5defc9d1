using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>Says what an erasure does, asks for confirmation, orders it, and signs the member out.</summary>
public sealed class EraseMeModel(HubApi api) : MemberPage
{
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Nobody has an address for a final mail.</summary>
    public bool UnknownToPartner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (!Confirmed)
        {
            await LoadAsync(cancellationToken);
            ModelState.AddModelError(nameof(Confirmed), "Bitte bestätigen Sie, dass alles gelöscht werden soll.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var code = ErasureCode.Make();
        if ((await api.EraseMeAsync(code, Token, cancellationToken)).Problem is { } problem)
        {
            await LoadAsync(cancellationToken);
            return problem.AsksForToken ? SignInFirst() : Again(problem);
        }

        ErasureCode.Keep(HttpContext, code);
        await HttpContext.SignOutAsync();
        return GoOn(ErasureCode.Path, "Die Löschung hat begonnen. Sie sind abgemeldet.");
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        UnknownToPartner = (await api.MandateAsync(Token, cancellationToken)).Value?.UnknownToPartner ?? false;
}
