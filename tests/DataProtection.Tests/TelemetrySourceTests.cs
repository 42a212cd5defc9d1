using System.Text.RegularExpressions;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>
/// No call in the source that writes a log, a span's tag or a metric names a property that is personal. A name that is
/// personal in one type and not in another does not count; the tests with running services look for such values
/// themselves.
/// </summary>
public sealed partial class TelemetrySourceTests
{
    private static readonly string[] Folders = ["services", "platform", "gateway", "portal", "ServiceDefaults"];

    private static HashSet<string> PersonalNames { get; } = FindPersonalNames();

    public static TheoryData<string> Files() =>
        [
            .. Folders
                .Select(folder => Path.Combine(RecordOfProcessingTests.Root, folder))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(RecordOfProcessingTests.Root, file))
                .Where(file =>
                    !file.Contains("/obj/")
                    && !file.Contains("/bin/")
                    && !file.Contains("node_modules")
                    && !file.Contains("/Migrations/")
                )
                .Where(file => Call().IsMatch(File.ReadAllText(Path.Combine(RecordOfProcessingTests.Root, file)))),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_log_tag_or_metric_names_what_is_personal(string file) =>
        Offences(File.ReadAllText(Path.Combine(RecordOfProcessingTests.Root, file))).ShouldBeEmpty();

    [Theory]
    [InlineData("""logger.LogWarning("Refused {MemberId}", id);""")]
    [InlineData("""logger.LogInformation("Somebody came: {Who}", word.DisplayName);""")]
    [InlineData("""span?.SetTag("mail.to", member.Email);""")]
    [InlineData("""counter.Add(1, new KeyValuePair<string, object?>("who", seat.MemberId));""")]
    [InlineData("""[LoggerMessage(LogLevel.Warning, "Mail to {Email} failed")]""")]
    public void What_is_personal_would_be_found(string source) => Offences(source).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""logger.LogWarning("Refused a message of {Partner}: {Reason}", word.Partner, reason);""")]
    [InlineData("""span?.SetTag("mail.kind", mail.Kind);""")]
    public void What_is_not_personal_is_left_alone(string source) => Offences(source).ShouldBeEmpty();

    private static List<string> Offences(string source) =>
        [
            .. from call in Call().Matches(source).Select(match => source[match.Index..End(source, match.Index)])
            from name in Name().Matches(call).Select(match => match.Groups[1].Value)
            where PersonalNames.Contains(name)
            select $"{name} in {call}",
        ];

    private static int End(string source, int start)
    {
        var depth = 0;
        for (var i = source.IndexOf('(', start); i < source.Length; i++)
        {
            depth += source[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }

        return source.Length;
    }

    private static HashSet<string> FindPersonalNames()
    {
        // A library's names for its own things are not ours for people.
        var all = ClassificationTests
            .AllColumns()
            .Where(it => !it.Name.StartsWith("open_iddict_", StringComparison.Ordinal))
            .Select(it => (it.Column.Property, it.Column.Category))
            .Concat(
                ClassificationTests
                    .Properties()
                    .Select(it => (it.Property.Name, Classification.Of(it.Type, it.Property.Name)))
            )
            .ToLookup(it => it.Item1, it => it.Item2);
        return
        [
            .. all.Where(name => name.All(category => category is Category.Personal or Category.Special))
                .Select(name => name.Key),
        ];
    }

    [GeneratedRegex(
        @"\.(?:Log(?:Trace|Debug|Information|Warning|Error|Critical)|SetTag|AddTag|AddBaggage|SetBaggage|BeginScope)\s*\("
            + @"|\.(?:Add|Record)\s*\(\s*\w+\s*,|\[LoggerMessage\(|new KeyValuePair<string, object\?>\("
    )]
    private static partial Regex Call();

    /// <summary>{Placeholder} of a template, or .Property of an argument.</summary>
    [GeneratedRegex(@"(?:\{|\.)(\w+)\b")]
    private static partial Regex Name();
}
