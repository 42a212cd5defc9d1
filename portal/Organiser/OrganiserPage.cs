using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Organiser;

/// <summary>
/// A page for organisers: whoever is not signed in does that first. Who came by a mail's link has no role, whatever role the person has, and is
/// told to use the passkey. The API decides on every request whether the role still counts.
/// </summary>
public abstract class OrganiserPage : MemberPage
{
    public const string Root = "/organisation";

    /// <summary>Who of the signed-in may see the page; one of these roles is enough.</summary>
    protected virtual IReadOnlyList<string> Admitted => ["organiser"];

    protected override IActionResult? Refusal() => User.Identity?.IsAuthenticated == true && !Admitted.Any(User.IsInRole) ? NoRole() : null;

    /// <summary>A problem on the way to showing a page.</summary>
    protected Task<IActionResult> Stop(Problem problem) =>
        problem.Status == StatusCodes.Status403Forbidden ? Task.FromResult(NoRole()) : StopAsync(problem);

    private IActionResult NoRole() => User.HasClaim("amr", "mail")
        ? Explain(
            new Problem(StatusCodes.Status403Forbidden, "passkey-needed", "Sie haben sich mit einem Link aus einer E-Mail angemeldet. Für die Organisation genügt das nicht.", Nothing),
            "Bitte melden Sie sich mit Ihrem Passkey an",
            "Wenn Sie zur Organisation gehören: Melden Sie sich oben ab und dann mit Ihrem Passkey oder dem Login Ihrer Stadt wieder an.",
            "Wenn Sie noch keinen Passkey haben, legen Sie ihn in Ihrem Bereich unter „Passkeys verwalten“ an.")
        : Explain(
            new Problem(StatusCodes.Status403Forbidden, "not-allowed", "Diese Seiten sind für die Organisatorinnen und Organisatoren.", Nothing),
            null,
            "Wenn Sie dazugehören sollten, fragen Sie bitte die Betriebsstelle.");

    private static readonly Dictionary<string, string[]> Nothing = [];
}
