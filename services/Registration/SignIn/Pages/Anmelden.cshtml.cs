using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Kern;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Choose the city, which this device remembers, and type the address. What follows is the same whether or not anybody has that address.
/// </summary>
[AllowAnonymous]
public sealed class AnmeldenModel(RegistrationDbContext db, SignInLimits limits, TimeProvider time) : SitePage
{
    private const string Remembered = "kommune";

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

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Partner = Request.Cookies[Remembered];
        await ListPartnersAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListPartnersAsync(cancellation);
        if (string.IsNullOrEmpty(Partner) || Partners.All(choice => choice.Value != Partner))
            ModelState.AddModelError(nameof(Partner), "Bitte wählen Sie Ihre Kommune.");
        if (RequestSignIn.Read(Address) is not { } address)
            ModelState.AddModelError(nameof(Address), "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@rat.example.");
        else if (ModelState.IsValid && limits.MayAsk(HttpContext.Connection.RemoteIpAddress))
            return await AskAsync(address, cancellation);
        else if (ModelState.IsValid)
            Explanation = Explanation.TooOften;
        Response.StatusCode = Explanation?.Status ?? StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult> AskAsync(string address, CancellationToken cancellation)
    {
        await RequestSignIn.HandleAsync(db, time, Partner!, address, ReturnTo, cancellation);
        Response.Cookies.Append(Remembered, Partner!, new CookieOptions
        {
            Path = SignInPages.Root,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            MaxAge = TimeSpan.FromDays(400),
            IsEssential = true,
        });
        return new SeeOther(ReturnPath.On($"{SignInPages.Root}/unterwegs", ReturnTo));
    }

    private async Task ListPartnersAsync(CancellationToken cancellation) => Partners =
    [
        new Choice("", "Bitte wählen"),
        .. (await db.Partners.OrderBy(partner => partner.Name).Select(partner => new { partner.Key, partner.Name }).ToListAsync(cancellation))
            .Select(partner => new Choice(partner.Key, partner.Name)),
    ];
}
