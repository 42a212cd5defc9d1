using System.Text;
using System.Text.Json.Serialization;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// What became of one person of the server. <paramref name="Name"/> only of people in the council; <paramref
/// name="Code"/> is stable,
/// <paramref name="Message"/> German.
/// </summary>
public sealed record OParlOutcome(string Id, string? Name, LineResult Result, string? Code, string? Message)
{
    private static readonly string[] Expected = ["not-in-council", "mandate-over", "deleted", "erased"];

    /// <summary>What changes about somebody who is known; for the preview only.</summary>
    [JsonIgnore]
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Somebody should look at it: the person sits in the council and was not taken.</summary>
    public bool IsFault => Result == LineResult.LeftOut && !Expected.Contains(Code);
}

/// <summary>What an import did, person by person, in the order of ids.</summary>
public sealed record OParlReport(
    bool DryRun,
    string? Body,
    string? Council,
    IReadOnlyList<OParlOutcome> Persons,
    IReadOnlyList<string> Notes
)
{
    public int Taken => Count(LineResult.Taken);

    public int Updated => Count(LineResult.Updated);

    public int Unchanged => Count(LineResult.Unchanged);

    public int LeftOut => Count(LineResult.LeftOut);

    public int Faults => Persons.Count(person => person.IsFault);

    public string InGerman()
    {
        var text = new StringBuilder(DryRun ? "Probelauf, nichts wurde gespeichert.\n" : "");
        text.AppendLine($"{Council ?? "Rat"} ({Body ?? "Kommune ohne Namen"})").AppendLine(Sentence());
        foreach (var person in Persons.Where(person => person.Name is not null || person.IsFault))
        {
            text.AppendLine(
                $"{German(person.Result)}: {person.Name ?? person.Id}{(person.Message is null ? "" : $" – {person.Message}")}"
            );
        }

        foreach (
            var group in Persons
                .Where(person => person.Name is null && !person.IsFault)
                .GroupBy(person => person.Message)
        )
        {
            text.AppendLine($"{group.Count()} ausgelassen: {group.Key} (mit --json einzeln)");
        }

        foreach (var note in Notes)
        {
            text.AppendLine($"Hinweis: {note}");
        }

        return text.ToString();
    }

    /// <summary>The numbers in words.</summary>
    public string Sentence() => $"Neu: {Taken}, geändert: {Updated}, unverändert: {Unchanged}, ausgelassen: {LeftOut}";

    public static string German(LineResult result) =>
        result switch
        {
            LineResult.Taken => "neu",
            LineResult.Updated => "geändert",
            LineResult.Unchanged => "unverändert",
            _ => "ausgelassen",
        };

    private int Count(LineResult result) => Persons.Count(person => person.Result == result);
}
