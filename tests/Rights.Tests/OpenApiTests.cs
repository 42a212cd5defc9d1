using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>What frontend developers read about rights is what the table says.</summary>
public sealed partial class OpenApiTests(Platform platform)
{
    public static TheoryData<string> Services => [.. Platform.HubServices];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Each_operation_asks_for_what_the_table_asks_for(string service)
    {
        using var visitor = platform.At(service, Persons.Visitor);
        var paths = (await visitor.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["paths"]!.AsObject();

        var operations = paths.SelectMany(
            path => path.Value!.AsObject(),
            (path, operation) =>
                (
                    Route: $"{operation.Key.ToUpperInvariant()} {path.Key}",
                    Asks: Schemes(operation.Value!),
                    Answers: operation.Value!["responses"]!.AsObject()
                )
        );
        foreach (var (route, asks, answers) in operations)
        {
            var right = RightsTable.Of(service).Single(row => Constraint().Replace(row.Route, "}") == route);
            string[] wanted =
            [
                .. right.Allowed.Any(Persons.Roles.Contains) ? ["signIn"] : Array.Empty<string>(),
                .. right.Allowed.Any(person => person.StartsWith("link", StringComparison.Ordinal))
                    ? ["personalLink"]
                    : Array.Empty<string>(),
            ];
            asks.ShouldBe(right.IsOpen ? [] : wanted, route);
            answers.ContainsKey("401").ShouldBe(!right.IsOpen, route);
        }
    }

    private static string[] Schemes(JsonNode operation) =>
        [
            .. operation["security"]
                ?.AsArray()
                .SelectMany(requirement => requirement!.AsObject())
                .Select(scheme => scheme.Key)
                ?? [],
        ];

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
