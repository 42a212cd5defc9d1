using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// Whoever came in by an operator's invitation gives an address, which goes sealed to the service that mails them.
/// </summary>
public sealed class GiveAddressModel(HubApi api) : MemberPage
{
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>Somebody keeps an address of this member already.</summary>
    public bool Kept { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var mandate = await api.MandateAsync(Token, cancellationToken);
        Kept = mandate.Value is { UnknownToPartner: false };
        return mandate.Problem is { } problem ? await StopAsync(problem) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        return await api.GiveAddressAsync(Address, Token, cancellationToken) is { } problem
            ? Again(problem)
            : GoOn(
                SignInFlow.Home,
                "Ihre Adresse ist verschlüsselt auf dem Weg. In einigen Minuten bekommen Sie dort eine E-Mail; kommt keine, "
                    + "ist die Adresse vielleicht vertippt oder gehört schon einem anderen Mitglied."
            );
    }
}
