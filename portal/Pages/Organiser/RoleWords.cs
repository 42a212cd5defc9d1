using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>Roles in German words.</summary>
public static class RoleWords
{
    public const string Coordinator = "coordinator";

    public static string Of(string role, IReadOnlyList<Partner> partners) =>
        role switch
        {
            "organiser" => "Organisation",
            "operator" => "Betrieb",
            _ when role.StartsWith($"{Coordinator}:", StringComparison.Ordinal) =>
                $"Koordination: {NameOf(role[(Coordinator.Length + 1)..], partners)}",
            _ => role,
        };

    /// <summary>Whether the roles count already.</summary>
    public static string Strength(RoleHolder person) =>
        (person.HasPasskey, person.HasCityLogin) switch
        {
            (true, true) => "Hat einen Passkey und das Login der Stadt.",
            (true, false) => "Hat einen Passkey.",
            (false, true) => "Hat das Login der Stadt verbunden.",
            _ => "Hat weder Passkey noch Login der Stadt: Rechte gelten erst, wenn eines davon eingerichtet ist.",
        };

    private static string NameOf(string key, IReadOnlyList<Partner> partners) =>
        partners.FirstOrDefault(partner => partner.Key == key)?.Name ?? key;
}
