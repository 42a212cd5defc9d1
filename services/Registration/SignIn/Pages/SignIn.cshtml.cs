using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.SignIn.Requests;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Choose the city, which this device remembers, and type the address. What follows is the same whether or not anybody
/// has that address.
/// </summary>
[AllowAnonymous]
public sealed class SignInModel(RegistrationDbContext db, SignInRateLimits limits, TimeProvider time) : SitePage
{
    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public Explanation? Explanation { get; private set; }

    public IReadOnlyList<Choice> Partners { get; private set; } = [];

    /// <summary>This page, with where to go on in the end.</summary>
    public string Here => ReturnPath.On(SignInPages.Root, ReturnTo);

    /// <summary>The cities that have a login of their own.</summary>
    public IReadOnlyList<Choice> CityLogins { get; private set; } = [];

    public Choice? OwnCity => CityLogins.FirstOrDefault(city => city.Value == Partner);

    public IReadOnlyList<Choice> OtherCities => [.. CityLogins.Where(city => city != OwnCity)];

    public string CityLink(Choice city) => ReturnPath.On($"{SignInPages.Root}/stadt/{city.Value}", ReturnTo);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Partner = RememberedCity.Of(HttpContext);
        await ListPartnersAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ListPartnersAsync(cancellationToken);
        if (string.IsNullOrEmpty(Partner) || Partners.All(choice => choice.Value != Partner))
        {
            ModelState.AddModelError(nameof(Partner), "Bitte wählen Sie Ihre Kommune.");
        }

        if (RequestSignIn.Read(Address) is not { } address)
        {
            ModelState.AddModelError(
                nameof(Address),
                "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@rat.example."
            );
        }
        else if (ModelState.IsValid && limits.MayAsk(HttpContext.Connection.RemoteIpAddress))
        {
            return await AskAsync(address, cancellationToken);
        }
        else if (ModelState.IsValid)
        {
            Explanation = Explanation.TooOften;
        }

        Response.StatusCode = Explanation?.Status ?? StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult> AskAsync(string address, CancellationToken cancellationToken)
    {
        await RequestSignIn.HandleAsync(db, time, Partner!, address, ReturnTo, cancellationToken);
        RememberedCity.Keep(HttpContext, Partner!);
        return new SeeOther(ReturnPath.On($"{SignInPages.Root}/unterwegs", ReturnTo));
    }

    private async Task ListPartnersAsync(CancellationToken cancellationToken)
    {
        // A suspended city gets no request for a link, but its own login goes on.
        var all = await db
            .Partners.Where(partner =>
                partner.State == PartnerState.Connected || partner.State == PartnerState.Suspended
            )
            .OrderBy(partner => partner.Name)
            .Select(partner => new
            {
                partner.Key,
                partner.Name,
                partner.State,
                HasLogin = db.CityLogins.Any(login => login.Partner == partner.Key && login.Enabled),
            })
            .ToListAsync(cancellationToken);
        Partners =
        [
            new Choice("", "Bitte wählen"),
            .. all.Where(partner => partner.State == PartnerState.Connected)
                .Select(partner => new Choice(partner.Key, partner.Name)),
        ];
        CityLogins =
        [
            .. all.Where(partner => partner.HasLogin).Select(partner => new Choice(partner.Key, partner.Name)),
        ];
    }
}
