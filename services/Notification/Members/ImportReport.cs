using System.Text;

namespace Stadtgespraeche.Notification.Members;

/// <summary>What an import did, for people and, as JSON, for tools. Names nobody.</summary>
public sealed record ImportReport(bool DryRun)
{
    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Remembered by the hub, and now known by contact again.</summary>
    public int Completed { get; set; }

    /// <summary>Asked to be erased, and so is not taken in.</summary>
    public int Erased { get; set; }

    public int NotInFile { get; set; }

    public int WithoutContact { get; set; }

    public List<LineFault> Faults { get; init; } = [];

    public string InGerman()
    {
        var text = new StringBuilder(DryRun ? "Probelauf, nichts wurde gespeichert.\n" : "");
        text.AppendLine($"Neu: {Added}, geändert: {Changed}, unverändert: {Unchanged}, fehlerhaft: {Faults.Count}");
        if (Completed > 0)
            text.AppendLine($"{Completed} Personen kannte die Zentrale noch; sie wurden am Namen wiedererkannt und behalten ihre Anmeldungen.");
        if (Erased > 0)
            text.AppendLine($"{Erased} Personen haben ihre Löschung verlangt und wurden nicht aufgenommen (Befehl readmit hebt das auf).");
        if (WithoutContact > 0)
            text.AppendLine($"{WithoutContact} Personen, die die Zentrale kennt, haben hier noch keine Kontaktdaten und erhalten keine E-Mails.");
        if (NotInFile > 0)
            text.AppendLine($"{NotInFile} bekannte Personen stehen nicht in der Datei. Sie bleiben; ein Mandat endet durch sein Mandatsende.");
        foreach (var fault in Faults)
            text.AppendLine($"Zeile {fault.Line}: {fault.Message}");
        return text.ToString();
    }
}
