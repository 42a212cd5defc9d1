using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api.Description;

/// <summary>How errors look (<see cref="Problems"/>): their schema, and an example of each code.</summary>
internal static class ProblemAnswers
{
    public const string Name = "Problem";
    private const string Media = "application/problem+json";

    public static OpenApiResponse Of(string description, IEnumerable<Refusal> refusals, OpenApiDocument document) =>
        new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Media] = new()
                {
                    Schema = new OpenApiSchemaReference(Name, document),
                    Examples = refusals
                        .Where(refusal => !refusal.OfField)
                        .Concat(refusals.Where(refusal => refusal.OfField).Take(1))
                        .DistinctBy(refusal => refusal.OfField ? "fields-invalid" : refusal.Code)
                        .ToDictionary(
                            refusal => refusal.OfField ? "fields-invalid" : refusal.Code,
                            IOpenApiExample (refusal) => new OpenApiExample { Value = Example(refusal) }
                        ),
                },
            },
        };

    private static JsonObject Example(Refusal refusal)
    {
        var example = new JsonObject
        {
            ["title"] = Problems.Title(refusal.Status),
            ["status"] = refusal.Status,
            ["detail"] = "Ein Satz, der für Menschen sagt, was nicht ging.",
            ["code"] = refusal.OfField ? "fields-invalid" : refusal.Code,
        };
        if (refusal.OfField)
        {
            example["errors"] = new JsonObject
            {
                ["field"] = new JsonArray(
                    new JsonObject { ["code"] = refusal.Code, ["message"] = "Ein Satz zu diesem Feld." }
                ),
            };
        }

        return example;
    }

    public static OpenApiSchema NewSchema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "What did not work (RFC 9457): German texts for people, a stable code for programs.",
            Required = new HashSet<string> { "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = Text(JsonSchemaType.String, "What did not work, in a few German words."),
                ["status"] = Text(JsonSchemaType.Integer, "The HTTP status."),
                ["detail"] = Text(JsonSchemaType.String, "Why, and what helps, in German."),
                ["code"] = Text(JsonSchemaType.String, "Stable code for programs; each operation lists its own."),
                ["traceId"] = Text(JsonSchemaType.String, "With status 500: by this we find what happened."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "With `fields-invalid`: by field, all that is wrong with it.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["code"] = Text(JsonSchemaType.String, "Stable code for programs."),
                                ["message"] = Text(JsonSchemaType.String, "A German sentence for people."),
                            },
                        },
                    },
                },
            },
        };

    private static OpenApiSchema Text(JsonSchemaType type, string description) =>
        new() { Type = type, Description = description };
}
