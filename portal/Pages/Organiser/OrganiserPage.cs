using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>A page for organisers.</summary>
public abstract class OrganiserPage : RolePage
{
    public const string Root = "/organisation";

    /// <summary>Who of the signed-in may see the page; one of these roles is enough.</summary>
    protected virtual IReadOnlyList<string> Admitted => ["organiser"];

    protected override bool HasRole() => Admitted.Any(User.IsInRole);

    protected override IActionResult NoRole() =>
        CameByMail
            ? Explain(
                Refused(
                    "passkey-needed",
                    "Sie haben sich mit einem Link aus einer E-Mail angemeldet. Für die Organisation genügt das nicht."
                ),
                "Bitte melden Sie sich mit Ihrem Passkey an",
                "Wenn Sie zur Organisation gehören: Melden Sie sich oben ab und dann mit Ihrem Passkey oder dem "
                    + "Login Ihrer Stadt wieder an.",
                "Wenn Sie noch keinen Passkey haben, legen Sie ihn in Ihrem Bereich unter „Passkeys verwalten“ an."
            )
            : Explain(
                Refused(
                    "not-allowed",
                    "Diese Seiten sind für die Organisatorinnen und Organisatoren. Ihnen fehlt das Recht „Organisation“."
                ),
                null,
                "Wenn Sie dazugehören sollten, fragen Sie bitte die Betriebsstelle."
            );
}
