using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Partners;

/// <summary>How far a partner is, in German words.</summary>
public static class PartnerWords
{
    public static string State(string state) =>
        state switch
        {
            "Admitted" => "aufgenommen, richtet sich ein",
            "Connected" => "verbunden",
            "Suspended" => "getrennt",
            "Leaving" => "verlässt die Plattform",
            "Left" => "hat die Plattform verlassen",
            _ => state,
        };

    public static string Page(string page) =>
        page switch
        {
            "impressum" => "Impressum",
            "datenschutz" => "Datenschutz",
            "barrierefreiheit" => "Barrierefreiheit",
            "rueckmeldung" => "Adresse für Rückmeldungen",
            _ => page,
        };

    /// <summary>What is still missing or wrong, one sentence each.</summary>
    public static IEnumerable<string> Open(PartnerReport partner)
    {
        if (partner.State is "Leaving" or "Left")
        {
            yield break;
        }

        if (!partner.Provisioned)
        {
            yield return "Beim Nachrichtendienst noch nicht eingerichtet.";
        }

        if (partner.LastStartAt is null)
        {
            yield return "Der Benachrichtigungsdienst hat sich noch nie gemeldet.";
        }

        if (partner.Trusted == 0)
        {
            yield return "Noch kein Schlüssel gilt.";
        }

        if (partner.Waiting > 0)
        {
            yield return partner.Waiting == 1
                ? "Ein Schlüssel wartet auf Ihre Prüfung."
                : $"{partner.Waiting} Schlüssel warten auf Ihre Prüfung.";
        }

        if (partner.CheckedAt is null)
        {
            yield return "Noch nie geprüft.";
        }

        foreach (var failed in partner.CheckFailed)
        {
            yield return failed.Text;
        }

        if (partner.LegalMissing.Count > 0)
        {
            yield return $"Es fehlen: {string.Join(", ", partner.LegalMissing.Select(Page))}.";
        }

        if (partner.Behind)
        {
            yield return $"Die Version {partner.Release} ist veraltet.";
        }
    }
}
