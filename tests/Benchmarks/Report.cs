using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stadtgespraeche.Benchmarks;

/// <summary>
/// Collects what the runs of a bench measured. A figure may have a limit that was measured in the same run; its ratio
/// is the median of the runs' ratios, which travels between machines where the figures themselves do not.
/// </summary>
public sealed class Report(string bench)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private readonly List<Series> figures = [];

    /// <summary>One run's value of a figure; the first call for a name fixes its place in the list.</summary>
    public void Add(string figure, string unit, double value, string? against = null, double? limit = null)
    {
        var series = figures.Find(known => known.Figure == figure);
        if (series is null)
        {
            figures.Add(series = new Series(figure, unit, against));
        }

        series.Values.Add(value);
        if (limit is { } base_)
        {
            series.Ratios.Add(value / base_);
        }

        Console.Error.WriteLine(
            $"  run {series.Values.Count}: {figure} {Number(value)} {unit}"
                + (
                    limit is null
                        ? ""
                        : $", {(value / limit.Value).ToString("0.00", CultureInfo.InvariantCulture)} of {against}"
                )
        );
    }

    /// <summary>A line per figure on the console, the same as JSON in <c>.local/bench/NAME.json</c>.</summary>
    public async Task WriteAsync()
    {
        var lines = figures.Select(series => series.ToLine()).ToList();
        foreach (var line in lines)
        {
            Console.WriteLine(
                $"{line.Figure, -44} {Number(line.Median), 10} {line.Unit, -11} "
                    + $"min {Number(line.Min)} max {Number(line.Max)}, {line.Runs} runs"
                    + (
                        line.Ratio is { } ratio
                            ? string.Create(CultureInfo.InvariantCulture, $", {ratio:0.00} of {line.Against}")
                            : ""
                    )
            );
        }

        var directory = Directory.CreateDirectory(Path.Combine(Root(), ".local", "bench"));
        var file = Path.Combine(directory.FullName, $"{bench}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(lines, Json) + "\n");
    }

    private static string Number(double value) =>
        value.ToString(value < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Stadtgespraeche.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? Environment.CurrentDirectory;
    }

    private sealed record Line(
        string Figure,
        string Unit,
        double Median,
        double Min,
        double Max,
        int Runs,
        string? Against,
        double? Ratio
    );

    private sealed record Series(string Figure, string Unit, string? Against)
    {
        public List<double> Values { get; } = [];

        public List<double> Ratios { get; } = [];

        public Line ToLine() =>
            new(
                Figure,
                Unit,
                Round(Statistics.Median(Values)),
                Round(Values.Min()),
                Round(Values.Max()),
                Values.Count,
                Against,
                Ratios.Count > 0 ? Round(Statistics.Median(Ratios)) : null
            );

        private static double Round(double value) => Math.Round(value, 3);
    }
}
