using System.Text;
using System.Text.Json.Serialization;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>What an import did, line by line, for people and, as JSON, for tools. Names nobody.</summary>
public sealed record ImportReport(bool DryRun)
{
    /// <summary>In the order of the source.</summary>
    public List<LineOutcome> Lines { get; init; } = [];

    public int Added => Count(LineResult.Taken);

    public int Changed => Count(LineResult.Updated) - Completed;

    public int Unchanged => Count(LineResult.Unchanged);

    /// <summary>Remembered by the hub, and now known by contact again.</summary>
    public int Completed { get; set; }

    /// <summary>Asked to be erased, and so is not taken in.</summary>
    public int Erased => Lines.Count(line => line.Code == "erased");

    /// <summary>Kept in the list without an address, and not told to the hub.</summary>
    public int WithoutAddress => Lines.Count(line => line.Code == "no-address");

    public int NotInFile { get; set; }

    /// <summary>Whom the source does not name, by first and last name; for the preview only.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> NotNamed { get; set; } = [];

    /// <summary>Taken, but somebody should look at them.</summary>
    [JsonIgnore]
    public IReadOnlyList<LineOutcome> Doubtful => [.. Lines.Where(line => line.Doubt is not null)];

    public int WithoutContact { get; set; }

    /// <summary>What was left out, except those who asked for it.</summary>
    [JsonIgnore]
    public IReadOnlyList<LineOutcome> Faults =>
        [.. Lines.Where(line => line is { Result: LineResult.LeftOut, Code: not "erased" })];

    public string InGerman()
    {
        var text = new StringBuilder(DryRun ? "Probelauf, nichts wurde gespeichert.\n" : "");
        foreach (var sentence in Sentences())
        {
            text.AppendLine(sentence);
        }

        foreach (var line in Lines.Where(line => line.Result == LineResult.LeftOut))
        {
            text.AppendLine($"Zeile {line.Line}: {line.Message}");
        }

        foreach (var line in Doubtful)
        {
            text.AppendLine($"Zeile {line.Line} bitte prüfen: {line.Doubt}");
        }

        return text.ToString();
    }

    /// <summary>The numbers in words.</summary>
    public IEnumerable<string> Sentences()
    {
        yield return $"Neu: {Added}, geändert: {Changed}, unverändert: {Unchanged}, ausgelassen: {Faults.Count}";
        if (Completed > 0)
        {
            yield return Completed == 1
                ? "1 Person kannte die Zentrale noch; sie wurde am Namen wiedererkannt und behält ihre Anmeldungen."
                : $"{Completed} Personen kannte die Zentrale noch; sie wurden am Namen wiedererkannt und behalten ihre Anmeldungen.";
        }

        if (Erased > 0)
        {
            yield return Erased == 1
                ? "1 Person hat ihre Löschung verlangt und wurde nicht aufgenommen (Befehl readmit hebt das auf)."
                : $"{Erased} Personen haben ihre Löschung verlangt und wurden nicht aufgenommen (Befehl readmit hebt das auf).";
        }

        if (WithoutAddress > 0)
        {
            yield return WithoutAddress == 1
                ? "1 Person hat keine E-Mail-Adresse. Sie steht in der Liste und wird erst eingeladen, wenn eine Adresse "
                    + "bekannt ist."
                : $"{WithoutAddress} Personen haben keine E-Mail-Adresse. Sie stehen in der Liste und werden erst "
                    + "eingeladen, wenn eine Adresse bekannt ist.";
        }

        if (WithoutContact > 0)
        {
            yield return WithoutContact == 1
                ? "1 Person, die die Zentrale kennt, hat hier noch keine Kontaktdaten und erhält keine E-Mails."
                : $"{WithoutContact} Personen, die die Zentrale kennt, haben hier noch keine Kontaktdaten und erhalten "
                    + "keine E-Mails.";
        }

        if (Doubtful.Count > 0)
        {
            yield return Doubtful.Count == 1
                ? "1 Zeile sollten Sie prüfen, weil sie nicht sicher zu verstehen ist."
                : $"{Doubtful.Count} Zeilen sollten Sie prüfen, weil sie nicht sicher zu verstehen sind.";
        }

        if (NotInFile > 0)
        {
            yield return NotInFile == 1
                ? "1 bekannte Person kommt darin nicht vor. Sie bleibt; ein Mandat endet durch sein Mandatsende."
                : $"{NotInFile} bekannte Personen kommen darin nicht vor. Sie bleiben; ein Mandat endet durch sein Mandatsende.";
        }
    }

    private int Count(LineResult result) => Lines.Count(line => line.Result == result);
}
