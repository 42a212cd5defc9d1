using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Kern;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Coordinator;

/// <summary>
/// A page for the coordinators of a city. Who coordinates several chooses one in the address (<c>?kommune=</c>). The API decides on every request
/// whether the role still counts.
/// </summary>
public abstract class CoordinatorPage : MemberPage
{
    [BindProperty(Name = "kommune", SupportsGet = true)]
    public string? City { get; set; }

    public IReadOnlyList<string> Coordinates { get; private set; } = [];

    protected override IActionResult? Refusal()
    {
        Coordinates = [.. User.FindAll("coordinates").Select(claim => claim.Value).Order(StringComparer.Ordinal)];
        City = Coordinates.Contains(City ?? "") ? City : Coordinates.FirstOrDefault() ?? "";
        return User.Identity?.IsAuthenticated == true && Coordinates.Count == 0 ? NoRole() : null;
    }

    /// <summary>A problem on the way to showing a page.</summary>
    protected Task<IActionResult> Stop(Problem problem) =>
        problem.Status == StatusCodes.Status403Forbidden ? Task.FromResult(NoRole()) : StopAsync(problem);

    private IActionResult NoRole() => User.HasClaim("amr", "mail")
        ? Explain(
            new Problem(StatusCodes.Status403Forbidden, "passkey-needed", "Sie haben sich mit einem Link aus einer E-Mail angemeldet. Für die Koordination genügt das nicht.", Nothing),
            "Bitte melden Sie sich mit Ihrem Passkey oder dem Login Ihrer Stadt an",
            "Wenn Sie koordinieren: Melden Sie sich oben ab und dann mit Passkey oder dem Login Ihrer Stadt wieder an.",
            "Einen Passkey legen Sie in Ihrem Bereich unter „Passkeys verwalten“ an.")
        : Explain(
            new Problem(StatusCodes.Status403Forbidden, "not-allowed", "Diese Seiten sind für die Koordinatorinnen und Koordinatoren der Kommunen.", Nothing),
            null,
            "Wenn Sie dazugehören sollten, fragen Sie bitte die Organisation.");

    private static readonly Dictionary<string, string[]> Nothing = [];
}
