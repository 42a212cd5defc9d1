using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// Gives every request and every answer an example, made from its schema: the first value of an enum, an invented text for
/// each name.
/// </summary>
internal static class DescribeExamples
{
    private const string Json = "application/json";

    public static void AddExamples(this OpenApiOptions options) =>
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                var operations = document
                    .Paths.Values.SelectMany(path => path.Operations ?? [])
                    .Select(operation => operation.Value);
                foreach (var operation in operations)
                {
                    Complete(operation.RequestBody?.Content);
                    foreach (var answer in operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
                    {
                        Complete(answer.Content);
                    }
                }

                return Task.CompletedTask;
            }
        );

    private static void Complete(IDictionary<string, OpenApiMediaType>? content)
    {
        if (content?.TryGetValue(Json, out var media) == true && media.Schema is { } schema)
        {
            media.Example ??= Of(schema, "");
        }
    }

    private static JsonNode? Of(IOpenApiSchema schema, string name)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            return values[0].DeepClone();
        }

        // One of null and something: something.
        if ((schema.OneOf ?? schema.AnyOf)?.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } chosen)
        {
            return Of(chosen, name);
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object => OfObject(schema),
            JsonSchemaType.Array => new JsonArray(schema.Items is { } item ? Of(item, name) : null),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer or JsonSchemaType.Number => int.TryParse(Glossary.ExampleOf(name), out var number)
                ? number
                : 1,
            JsonSchemaType.String => OfText(schema.Format, name),
            _ => null,
        };
    }

    private static JsonObject OfObject(IOpenApiSchema schema)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[name] = Of(property, name);
        }

        if (schema.AdditionalProperties is { } other)
        {
            example["name"] = Of(other, "");
        }

        return example;
    }

    private static string OfText(string? format, string name) =>
        format switch
        {
            "uuid" => "0198c0de-0000-7000-8000-000000000001",
            "date-time" => "2027-03-04T17:00:00+00:00",
            "date" => "2027-03-04",
            _ => Glossary.ExampleOf(name) ?? "Text",
        };
}
