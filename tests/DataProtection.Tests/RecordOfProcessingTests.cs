using System.Reflection;
using Stadtgespraeche.ProcessingRecord;

namespace Stadtgespraeche.DataProtection.Tests;

public sealed class RecordOfProcessingTests
{
    internal static string Root { get; } =
        typeof(RecordOfProcessingTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Root")
            .Value!;

    [Fact]
    public void The_record_of_processing_in_the_docs_is_what_the_code_says() =>
        File.ReadAllText(Path.Combine(Root, RecordOfProcessing.Page))
            .ShouldBe(RecordOfProcessing.ToMarkdown(), "dotnet run --project tools/ProcessingRecord writes it anew");

    [Fact]
    public void The_record_of_processing_in_the_portal_is_what_the_code_says() =>
        File.ReadAllText(Path.Combine(Root, RecordOfProcessing.Data))
            .ShouldBe(RecordOfProcessing.ToJson(), "dotnet run --project tools/ProcessingRecord writes it anew");
}
