namespace Stadtgespraeche.Site;

/// <summary>What pages say about an answer that carries no words of its own, in German.</summary>
public static class ProblemWords
{
    public const string FormTooOld =
        "Das Formular war zu lange offen oder unvollständig. Bitte gehen Sie zurück, laden Sie die Seite neu und "
        + "schicken Sie es noch einmal ab.";

    public static string TitleOf(int status) =>
        status switch
        {
            400 => "Das Formular konnte nicht angenommen werden",
            401 or 403 => "Das ist Ihnen nicht erlaubt",
            404 => "Diese Seite gibt es nicht",
            410 => "Das gibt es nicht mehr",
            _ => "Das hat leider nicht geklappt",
        };

    public static string DetailOf(int status) =>
        status switch
        {
            400 => FormTooOld,
            404 => "Vielleicht ist die Adresse nicht vollständig.",
            _ => "Bitte versuchen Sie es in einigen Minuten noch einmal.",
        };
}
