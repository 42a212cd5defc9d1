namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>The invented members of the demo data, as their cities' files name them.</summary>
public sealed record CouncilMember(string Partner, string Name, string Address)
{
    public static IReadOnlyList<CouncilMember> Of(string partner)
    {
        var lines = File.ReadAllLines(
            Path.Combine(RunningPlatform.Repository, "tools", "Demo", "members", $"{partner}.csv")
        );
        var columns = lines[0].TrimStart('\uFEFF').Split(';').ToList();
        return
        [
            .. lines
                .Skip(1)
                .Where(line => line.Length > 0)
                .Select(line => line.Split(';'))
                .Select(cells => new CouncilMember(
                    partner,
                    $"{cells[columns.IndexOf("Vorname")]} {cells[columns.IndexOf("Nachname")]}",
                    cells[columns.IndexOf("E-Mail")]
                )),
        ];
    }

    public static IReadOnlyList<string> Partners { get; } = ["kaiserslautern", "bamberg", "rhein-neckar"];

    public static IEnumerable<CouncilMember> Everybody => Partners.Append("stadtgespraeche").SelectMany(Of);
}
