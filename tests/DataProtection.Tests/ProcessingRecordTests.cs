using System.Reflection;
using Stadtgespraeche.Record;

namespace Stadtgespraeche.DataProtection.Tests;

public sealed class ProcessingRecordTests
{
    internal static string Root { get; } = typeof(ProcessingRecordTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Root").Value!;

    [Fact]
    public void The_record_of_processing_in_the_docs_is_what_the_code_says() =>
        File.ReadAllText(Path.Combine(Root, ProcessingRecord.Page)).ShouldBe(ProcessingRecord.ToMarkdown(), "dotnet run --project record writes it anew");

    [Fact]
    public void The_record_of_processing_in_the_portal_is_what_the_code_says() =>
        File.ReadAllText(Path.Combine(Root, ProcessingRecord.Data)).ShouldBe(ProcessingRecord.ToJson(), "dotnet run --project record writes it anew");
}
