namespace Stadtgespraeche.Notification.Members;

/// <summary>What people and programs write where they know nothing.</summary>
internal static class NoValue
{
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a",
        "n. a.",
        "n.a.",
        "k. a.",
        "k.a.",
        "ka.",
        "k/a",
        "keine angabe",
        "keine angaben",
        "ohne angabe",
        "o. a.",
        "unbekannt",
        "nicht bekannt",
        "nicht angegeben",
        "nicht vorhanden",
        "entfällt",
        "#nv",
        "#n/a",
        "#wert!",
        "#bezug!",
        "0000-00-00",
        "00.00.0000",
    };

    // Each of these may be somebody's name.
    private static readonly HashSet<string> ButInNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "keine",
        "kein",
        "ohne",
        "offen",
        "unbefristet",
        "unbegrenzt",
        "null",
        "none",
        "nil",
        "undefined",
        "leer",
    };

    /// <summary>For a name, in which hardly a word means nothing.</summary>
    public static bool IsInName(string text) => !text.Any(char.IsLetterOrDigit) || Everywhere.Contains(text);

    public static bool Is(string text) => IsInName(text) || ButInNames.Contains(text);
}
