using System.Globalization;
using System.Text;

namespace Stadtgespraeche.Registration.Municipalities;

/// <summary>
/// One edition of the official register in the layout GV100AD (Statistisches Bundesamt): fixed width, one record per
/// line, the first two characters its type. Unincorporated areas (Textkennzeichen 65, 66) have no council and are left
/// out.
/// </summary>
/// <param name="Day">The day that it describes (Gebietsstand).</param>
/// <param name="Entries">Its municipalities.</param>
/// <param name="Faults">What cannot be read, in German; then the edition must not be taken, for what is missing would
/// count as dissolved.</param>
internal sealed record MunicipalRegister(
    DateOnly Day,
    IReadOnlyList<MunicipalRegister.Entry> Entries,
    IReadOnlyList<string> Faults
)
{
    private const string Land = "10",
        District = "40",
        Commune = "60";
    private const int MostFaults = 20;

    public sealed record Entry(string Ags, string Name, string District, string Land);

    /// <summary>UTF-8, or Latin-1 as older editions are.</summary>
    public static MunicipalRegister Read(byte[] bytes)
    {
        var (faults, days) = (new List<string>(), new HashSet<DateOnly>());
        var (lands, districts, entries) = (
            new Dictionary<string, string>(),
            new Dictionary<string, string>(),
            new Dictionary<string, Entry>()
        );
        var number = 0;
        foreach (var line in Decode(bytes).Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || Field(line, 0, 2) is not (Land or District or Commune))
            {
                continue;
            }

            if (Fault(line, out var day, out var ags, out var name) is { } fault)
            {
                if (faults.Count < MostFaults)
                {
                    faults.Add($"Zeile {number}: {fault}");
                }

                continue;
            }

            days.Add(day);
            switch (line[..2])
            {
                case Land:
                    lands[ags[..2]] = name;
                    break;
                case District:
                    districts[ags[..5]] = name;
                    break;
                case Commune
                    when Field(line, 122, 124) is not ("65" or "66")
                        && !entries.TryAdd(ags, EntryOf(ags, name, lands, districts)):
                    faults.Add($"Zeile {number}: Den Gemeindeschlüssel {ags} gibt es schon.");
                    break;
            }
        }

        if (days.Count > 1)
        {
            faults.Add("Die Zeilen haben verschiedene Gebietsstände; es muss eine einzige Ausgabe sein.");
        }

        if (entries.Count == 0 && faults.Count == 0)
        {
            faults.Add("Die Datei enthält keine Gemeinde (Satzart 60). Ist es eine Datei im Format GV100AD?");
        }

        return new(days.FirstOrDefault(), [.. entries.Values], faults);
    }

    private static Entry EntryOf(
        string ags,
        string name,
        Dictionary<string, string> lands,
        Dictionary<string, string> districts
    ) => new(ags, name, districts.GetValueOrDefault(ags[..5], ""), lands.GetValueOrDefault(ags[..2], ""));

    private static string? Fault(string line, out DateOnly day, out string ags, out string name)
    {
        ags = Field(line, 10, 18);
        name = Field(line, 22, 72);
        var digits = line[..2] switch
        {
            Land => 2,
            District => 5,
            _ => 8,
        };
        return !DateOnly.TryParseExact(
                Field(line, 2, 10),
                "yyyyMMdd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out day
            )
                ? "Der Gebietsstand ist kein Datum."
            : ags.Length != digits || !ags.All(char.IsAsciiDigit) ? $"Der Gemeindeschlüssel hat nicht {digits} Ziffern."
            : name.Length == 0 ? "Der Name fehlt."
            : name.Any(char.IsControl) ? "Der Name enthält Steuerzeichen."
            : null;
    }

    private static string Field(string line, int from, int to) =>
        line.Length <= from ? "" : line[from..Math.Min(to, line.Length)].Trim();

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
