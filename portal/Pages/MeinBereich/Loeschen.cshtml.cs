using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Mine;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.MeinBereich;

/// <summary>Says what an erasure does, has it confirmed, orders it, and ends the session.</summary>
public sealed class LoeschenModel(HubApi api) : MemberPage
{
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Nobody has an address to which a final mail could go.</summary>
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
