using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// The member subscribes to the own seats at a secret address, makes it anew, or switches it off. The form carries the
/// secret that it will set, so that sending it twice sets one address and not two.
/// </summary>
public sealed class CalendarModel(HubApi api) : MemberPage
{
    [BindProperty]
    public string? Secret { get; set; }

    /// <summary>Null: there is no address.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The address, while it can still be shown.</summary>
    public PublicAddress? Address { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } problem)
        {
            return await StopAsync(problem);
        }

        Secret = CalendarSecret.Make();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (await api.SetCalendarAsync(Secret, Token, cancellationToken) is not { } problem)
        {
            CalendarSecret.Keep(HttpContext, Secret!);
            return GoOn(CalendarSecret.Path, "Die Adresse ist da. Eine frühere gilt nicht mehr.");
        }

        // What was sent cannot be sent again; the next attempt has another secret.
        await LoadAsync(cancellationToken);
        ModelState.Remove(nameof(Secret));
        Secret = CalendarSecret.Make();
        return Again(problem);
    }

    public async Task<IActionResult> OnPostAbschaltenAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (await api.EndCalendarAsync(Token, cancellationToken) is { } problem)
        {
            return await StopAsync(problem);
        }

        CalendarSecret.Forget(HttpContext);
        return GoOn(CalendarSecret.Path, "Die Adresse ist abgeschaltet. Ihr Kalender bekommt von hier nichts mehr.");
    }

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await api.CalendarAsync(Token, cancellationToken)).Is(out var calendar, out var problem))
        {
            return problem;
        }

        Since = calendar.Since;
        Address =
            Since is not null && CalendarSecret.Of(HttpContext) is { } secret
                ? PublicAddress.Of(Request, CalendarsApi.PathOf(secret))
                : null;
        return null;
    }
}
