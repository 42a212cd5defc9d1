using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Coordinator;

/// <summary>
/// A page for the coordinators of a city. The address says which one (<c>?kommune=</c>).
/// </summary>
public abstract class CoordinatorPage : RolePage
{
    [BindProperty(Name = "kommune", SupportsGet = true)]
    public string? City { get; set; }

    public IReadOnlyList<string> Coordinates { get; private set; } = [];

    protected override IActionResult? Refusal()
    {
        Coordinates = [.. User.FindAll("coordinates").Select(claim => claim.Value).Order(StringComparer.Ordinal)];
        City = Coordinates.Contains(City ?? "") ? City : Coordinates.FirstOrDefault() ?? "";
        return base.Refusal();
    }

    protected override bool HasRole() => Coordinates.Count > 0;

    protected override IActionResult NoRole() =>
        CameByMail
            ? Explain(
                Refused(
                    "passkey-needed",
                    "Sie haben sich mit einem Link aus einer E-Mail angemeldet. Für die Koordination genügt das nicht."
                ),
                "Bitte melden Sie sich mit Ihrem Passkey oder dem Login Ihrer Stadt an",
                "Wenn Sie koordinieren: Melden Sie sich oben ab und dann mit Passkey oder dem Login Ihrer Stadt wieder an.",
                "Einen Passkey legen Sie in Ihrem Bereich unter „Passkeys verwalten“ an."
            )
            : Explain(
                Refused(
                    "not-allowed",
                    "Diese Seiten sind für die Koordinatorinnen und Koordinatoren der Kommunen. Ihnen fehlt das Recht „Koordination“."
                ),
                null,
                "Wenn Sie dazugehören sollten, fragen Sie bitte die Organisation."
            );
}
