using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Rights.Tests.Audit;

/// <summary>
/// The entry of the log is added to what is saved, so what an audited operation executes past SaveChanges would leave
/// none.
/// </summary>
public sealed partial class AuditedSourcesTests
{
    [Fact]
    public void What_an_audited_page_changes_is_saved_and_not_executed() =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), "services"), "*.cshtml.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                Audited()
                    .Split(File.ReadAllText(file))
                    .Skip(1)
                    .Select(handler => handler.Split("\n    }\n")[0])
                    .Where(handler => Executes().IsMatch(handler) && !Saves().IsMatch(handler))
                    .Select(handler => $"{Path.GetFileName(file)} {handler.Split('\n')[0]}")
            )
            .ShouldBeEmpty();

    [GeneratedRegex(@"^    \[Audited\(", RegexOptions.Multiline)]
    private static partial Regex Audited();

    [GeneratedRegex(@"Execute(Update|Delete)Async\(")]
    private static partial Regex Executes();

    // A slice that another file keeps saves by itself.
    [GeneratedRegex(@"SaveChangesAsync\(|\.(Handle|Begin)Async\(")]
    private static partial Regex Saves();

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
