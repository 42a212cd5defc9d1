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
            405 => "So lässt sich diese Seite nicht aufrufen",
            410 => "Das gibt es nicht mehr",
            413 => "Das war zu viel auf einmal",
            503 => "Die Stadtgespräche sind gerade nicht erreichbar",
            _ => "Das hat leider nicht geklappt",
        };

    public static string DetailOf(int status) =>
        status switch
        {
            400 => FormTooOld,
            404 => "Vielleicht ist die Adresse nicht vollständig.",
            405 => "Bitte öffnen Sie die Seite neu und benutzen Sie, was dort steht.",
            413 => "Bitte kürzen Sie Ihre Angaben und schicken Sie das Formular noch einmal ab.",
            503 =>
                "Bitte versuchen Sie es in einigen Minuten noch einmal. Was Sie schon abgeschickt haben, ist nicht verloren.",
            _ => "Bitte versuchen Sie es in einigen Minuten noch einmal.",
        };
}
