using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>Who has only the OpenAPI document can use the API: nothing in it is left without words.</summary>
public sealed partial class OpenApiDocumentTests(Platform platform)
{
    private sealed record Operation(string Route, JsonNode Node);

    private sealed record Named(string Name, string Where, string Type);

    public static TheoryData<string> Services => [.. Platform.HubServices];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_operation_has_a_summary_and_a_description(string service) =>
        Operations(await DocumentAsync(service))
            .Where(operation =>
                string.IsNullOrEmpty((string?)operation.Node["summary"])
                || string.IsNullOrEmpty((string?)operation.Node["description"])
                || operation.Node["summary"]!.ToString().Length > 160
            )
            .Select(operation => operation.Route)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_parameter_and_every_property_has_a_description(string service)
    {
        var document = await DocumentAsync(service);
        var parameters =
            from operation in Operations(document)
            from parameter in operation.Node["parameters"]?.AsArray() ?? []
            where string.IsNullOrEmpty((string?)parameter["description"])
            select $"{operation.Route}: {parameter["name"]}";
        var properties =
            from schema in Schemas(document)
            from property in schema.Value!["properties"]?.AsObject() ?? []
            where string.IsNullOrEmpty((string?)property.Value!["description"])
            select $"{schema.Key}.{property.Key}";
        parameters.Concat(properties).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task What_has_a_type_in_one_place_has_it_in_every_place(string service)
    {
        var document = await DocumentAsync(service);
        var named = (
            from schema in Schemas(document)
            from property in schema.Value!["properties"]?.AsObject() ?? []
            select new Named(property.Key, $"{schema.Key}.{property.Key}", TypeOf(document, property.Value!))
        )
            .Concat(
                from operation in Operations(document)
                from parameter in operation.Node["parameters"]?.AsArray() ?? []
                select new Named(
                    (string)parameter["name"]!,
                    $"{operation.Route}: {parameter["name"]}",
                    TypeOf(document, parameter["schema"]!)
                )
            )
            .ToList();
        // An answer for a seat is a choice, an answer to a question is a text.
        named
            .Where(one => one.Type == "text" && one.Name != "answer")
            .Where(one => named.Exists(other => other.Name == one.Name && other.Type is ("choice" or "moment")))
            .Select(one => one.Where)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_answer_and_every_request_in_JSON_has_an_example(string service)
    {
        var document = await DocumentAsync(service);
        var contents =
            from operation in Operations(document)
            from body in operation.Node["responses"]!
                .AsObject()
                .Select(answer => (Name: answer.Key, answer.Value))
                .Append((Name: "request", Value: operation.Node["requestBody"]))
            from content in body.Value?["content"]?.AsObject() ?? []
            where content.Key.EndsWith("json", StringComparison.Ordinal)
            select (Where: $"{operation.Route} {body.Name}", Value: content.Value!);
        contents.ShouldNotBeEmpty();
        contents
            .Where(content =>
                content.Value["example"] is null && content.Value["examples"]?.AsObject().Count is null or 0
            )
            .Select(content => content.Where)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_code_that_the_code_refuses_with_stands_in_the_document(string service)
    {
        var told = (await DocumentAsync(service)).ToJsonString();
        var folder = Path.Combine(Root(), "services", char.ToUpperInvariant(service[0]) + service[1..]);
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Refused().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .Distinct()
            .Where(code => !told.Contains(code, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/sessions/{sessionId}/seat", "put", "409", "session-over", "session-cancelled", "form-not-offered")]
    [InlineData("/sessions/{sessionId}/seat", "put", "400", "question-too-long", "answer-missing", "parameter-unknown")]
    [InlineData("/sessions/{sessionId}/seat", "put", "503", "too-many-at-once")]
    [InlineData("/sessions/{sessionId}/places", "get", "404", "session-unknown")]
    [InlineData("/sessions/{sessionId}/places", "get", "default", "too-many-requests", "service-unavailable")]
    public async Task An_operation_lists_its_own_codes_by_status(
        string path,
        string method,
        string status,
        params string[] codes
    )
    {
        var answer = (await DocumentAsync("registration"))["paths"]![path]![method]!["responses"]![status]!;
        foreach (var code in codes)
        {
            answer["description"]!.ToString().ShouldContain($"`{code}`");
        }
    }

    [Theory]
    [InlineData("scheduling", "/sessions?wann=coming", "when")]
    [InlineData("knowledge", "/contributions?q=Rat&seite=2", "sessionId, kind, q, page")]
    [InlineData("registration", "/partners?name=Bamberg", "nimmt keine Parameter")]
    public async Task A_parameter_that_an_operation_does_not_know_is_refused_and_those_that_it_knows_are_named(
        string service,
        string address,
        string said
    )
    {
        using var visitor = platform.At(service, Persons.Visitor);
        using var answer = await visitor.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string?)problem["code"]).ShouldBe("parameter-unknown");
        problem["detail"]!.ToString().ShouldContain(said);
    }

    [Theory]
    [InlineData("scheduling", "/sessions", "*")]
    [InlineData("scheduling", "/sessions/0198c0de-0000-7000-8000-000000000001", "*")]
    [InlineData("registration", "/me/seats", null)]
    [InlineData("registration", "/anmelden", null)]
    [InlineData("registration", "/health/ready", null)]
    public async Task Pages_of_everybody_may_read_what_is_public_and_nothing_else(
        string service,
        string address,
        string? origin
    )
    {
        using var visitor = platform.At(service, Persons.Visitor);
        visitor.DefaultRequestHeaders.Add("Origin", "https://frontend.example");
        using var answer = await visitor.GetAsync(address);
        (
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null
        ).ShouldBe(origin);
    }

    private async Task<JsonObject> DocumentAsync(string service)
    {
        using var visitor = platform.At(service, Persons.Visitor);
        return (await visitor.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
    }

    private static IEnumerable<Operation> Operations(JsonObject document) =>
        document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(item => new Operation($"{item.Key} {path.Key}", item.Value!))
            );

    private static JsonObject Schemas(JsonObject document) => document["components"]!["schemas"]!.AsObject();

    private static string TypeOf(JsonObject document, JsonNode schema)
    {
        var chosen = schema["oneOf"]?.AsArray().First(choice => choice!["$ref"] is not null) ?? schema;
        var whole = chosen["$ref"] is { } reference ? Schemas(document)[reference.ToString().Split('/')[^1]]! : chosen;
        return whole["enum"] is not null ? "choice"
            : (string?)whole["format"] is "date-time" or "date" ? "moment"
            : whole["type"]?.ToJsonString().Contains("string", StringComparison.Ordinal) == true
            && whole["format"] is null
                ? "text"
            : "other";
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath("../..", Path.GetDirectoryName(file)!);

    [GeneratedRegex(
        @"(?:Problems\.(?:BadRequest|Forbidden|NotFound|Conflict|Gone)\(|Problems\.Of\([^,]*,|errors\.Add\([^,]*,)"
            + @"\s*""(?<code>[a-z0-9-]+)"""
    )]
    private static partial Regex Refused();
}
