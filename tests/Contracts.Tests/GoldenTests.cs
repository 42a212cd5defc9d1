using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Contracts.Tests;

/// <summary>
/// The wire format of every contract stands in a file of Golden/. A file is never edited after its release: cities run older versions,
/// so a contract only gains optional properties, and anything else is a new contract.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Json = SystemTextJsonMessageSerializer.Options;

    public static TheoryData<string> Contracts => [.. ContractTypes().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_message_written_by_an_older_release_is_read_without_loss(string contract)
    {
        var golden = JsonNode.Parse(File.ReadAllText(GoldenFile(contract)))!;

        var read = golden.Deserialize(TypeOf(contract), Json);
        var written = WithoutNulls(JsonSerializer.SerializeToNode(read, TypeOf(contract), Json)!);

        JsonNode.DeepEquals(written, golden).ShouldBeTrue($"{written.ToJsonString()} is not {golden.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_property_of_a_newer_release_is_ignored(string contract)
    {
        var golden = JsonNode.Parse(File.ReadAllText(GoldenFile(contract)))!;
        golden["addedLater"] = "something";

        golden.Deserialize(TypeOf(contract), Json).ShouldNotBeNull();
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_contract() =>
        Directory.GetFiles(GoldenFolder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
            .ShouldBe(ContractTypes().Select(type => type.Name), ignoreOrder: true);

    [Fact]
    public void What_a_partner_says_carries_the_partner() =>
        ContractTypes().Where(type => type.GetCustomAttribute<AudienceAttribute>()!.Audience is Audience.FromPartner or Audience.OnePartner)
            .ShouldAllBe(type => type.GetProperty("Partner")!.PropertyType == typeof(string));

    [Fact]
    public void What_every_partner_receives_says_nothing_about_a_member() =>
        ContractTypes().Where(type => type.GetCustomAttribute<AudienceAttribute>()!.Audience is Audience.AllPartners)
            .SelectMany(type => type.GetProperties())
            .ShouldAllBe(property => !property.Name.Contains("Member") && !property.Name.Contains("OnlineLink"));

    private static string GoldenFolder => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static string GoldenFile(string contract) => Path.Combine(GoldenFolder, $"{TypeOf(contract).Name}.json");

    private static Type TypeOf(string contract) => typeof(AudienceAttribute).Assembly.GetType(contract, throwOnError: true)!;

    private static IEnumerable<Type> ContractTypes() =>
        typeof(AudienceAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null);

    private static JsonNode WithoutNulls(JsonNode node)
    {
        foreach (var name in node.AsObject().Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            node.AsObject().Remove(name);
        }

        return node;
    }
}
