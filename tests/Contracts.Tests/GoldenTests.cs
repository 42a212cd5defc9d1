using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;

namespace Stadtgespraeche.Contracts.Tests;

/// <summary>
/// The wire format of every contract stands in a file of Golden/. A file is never edited after its release: cities run
/// older versions, so a contract only gains optional properties, told in a further file (<c>Name.2.json</c>), and
/// anything else is a new contract. The first file of a new contract is written by these tests.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Json = SystemTextJsonMessageSerializer.Options;

    private static readonly JsonSerializerOptions Indented = new(Json) { WriteIndented = true };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(GoldenFolder, "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_message_written_by_an_older_release_is_read_without_loss(string file)
    {
        var golden = Golden(file);

        var read = golden.Deserialize(TypeOf(file), Json);
        var written = WithoutNulls(JsonSerializer.SerializeToNode(read, TypeOf(file), Json)!);

        JsonNode.DeepEquals(written, golden).ShouldBeTrue($"{written.ToJsonString()} is not {golden.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_property_of_a_newer_release_is_ignored(string file)
    {
        var golden = Golden(file);
        golden["addedLater"] = "something";

        golden.Deserialize(TypeOf(file), Json).ShouldNotBeNull();
    }

    [Fact]
    public void Every_contract_has_its_first_golden_file_and_every_file_its_contract()
    {
        var files = Files.Select(row => row.Data).ToList();
        foreach (var type in ContractTypes().Where(type => !files.Contains($"{type.Name}.json")))
        {
            var sample = JsonSerializer.Serialize(GoldenSample.Of(type), type, Indented);
            File.WriteAllText(Path.Combine(SourceFolder(), "Golden", $"{type.Name}.json"), sample + "\n");
        }

        ContractTypes()
            .Where(type => !files.Contains($"{type.Name}.json"))
            .Select(type => type.Name)
            .ShouldBeEmpty("their golden files are written now: read them, give them telling values, commit them");
        files.Select(NameOf).Distinct().ShouldBe(ContractTypes().Select(type => type.Name), ignoreOrder: true);
    }

    [Fact]
    public void What_a_partner_says_carries_the_partner() =>
        ContractTypes()
            .Where(type =>
                type.GetCustomAttribute<AudienceAttribute>()!.Audience is Audience.FromPartner or Audience.OnePartner
            )
            .ShouldAllBe(type => type.GetProperty("Partner")!.PropertyType == typeof(string));

    [Fact]
    public void What_every_partner_receives_says_nothing_about_a_member() =>
        ContractTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>()!.Audience is Audience.AllPartners)
            .SelectMany(type => type.GetProperties())
            .ShouldAllBe(property => !property.Name.Contains("Member") && !property.Name.Contains("OnlineLink"));

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string GoldenFolder => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static JsonNode Golden(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(GoldenFolder, file)))!;

    private static string NameOf(string file) => file.Split('.')[0];

    private static Type TypeOf(string file) => ContractTypes().Single(type => type.Name == NameOf(file));

    private static IEnumerable<Type> ContractTypes() =>
        typeof(AudienceAttribute)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null);

    private static JsonNode WithoutNulls(JsonNode node)
    {
        foreach (var name in node.AsObject().Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            node.AsObject().Remove(name);
        }

        return node;
    }
}
