namespace Stadtgespraeche.Rights.Tests;

/// <summary>One row of the table in docs/rights.md: which persons may use which route of which part.</summary>
public sealed record Right(string Part, string Route, IReadOnlySet<string> Allowed)
{
    public bool IsOpen => Allowed.Contains(Persons.Visitor);

    public string Method => Route.Split(' ')[0];

    public string Pattern => Route.Split(' ')[1];
}

/// <summary>
/// The names of everybody who can send a request, as the table's columns call them; a link is one of four kinds.
/// </summary>
public static class Persons
{
    public const string Visitor = "visitor";
    public const string SeatLink = "link: seat";
    public const string ContributionLink = "link: contribution";
    public const string ApplicationLink = "link: application";
    public const string SpeakerLink = "link: speaker";
    public static readonly string[] Roles = ["member", "coordinator", "organiser", "operator"];
    public static readonly string[] Links = [SeatLink, ContributionLink, ApplicationLink, SpeakerLink];
    public static readonly string[] All = [Visitor, .. Roles, .. Links];
}

/// <summary>
/// Reads the table; anything in a cell that it does not know fails, for it would be a right that nobody checks.
/// </summary>
public static class RightsTable
{
    public static IReadOnlyList<Right> Rows { get; } =
        Read(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "rights.md")));

    public static IReadOnlyList<Right> Of(string part) => [.. Rows.Where(row => row.Part == part)];

    internal static IReadOnlyList<Right> Read(IEnumerable<string> lines)
    {
        var table = lines.Where(line => line.StartsWith('|')).Select(Cells).ToList();
        var columns = table[0];
        return [.. table.Skip(2).Select(cells => new Right(cells[0], cells[1], Allowed(columns, cells)))];
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static HashSet<string> Allowed(string[] columns, string[] cells)
    {
        cells.Length.ShouldBe(
            columns.Length,
            $"The row {string.Join(" | ", cells)} has another number of cells than the heading."
        );
        return [.. columns.Zip(cells).Skip(2).SkipLast(1).SelectMany(cell => PersonsOf(cell.First, cell.Second))];
    }

    private static IEnumerable<string> PersonsOf(string column, string cell) =>
        (column, cell) switch
        {
            (_, "") => [],
            ("link", "x") => Persons.Links,
            ("link", "seat") => [Persons.SeatLink],
            ("link", "contribution") => [Persons.ContributionLink],
            ("link", "application") => [Persons.ApplicationLink],
            ("link", "speaker") => [Persons.SpeakerLink],
            (_, "x") when Persons.All.Contains(column) => [column],
            _ => throw new FormatException($"'{cell}' in the column '{column}' means nothing."),
        };
}
