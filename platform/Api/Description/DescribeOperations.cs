using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// Puts the slice's docstring on each operation: all of it as description, its first clause as summary. Parameters and
/// properties get their own docstring, else the meaning of their name.
/// </summary>
internal static partial class DescribeOperations
{
    public static void AddDescriptions(this OpenApiOptions options)
    {
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                if (
                    context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().LastOrDefault() is
                    { } handler
                )
                {
                    operation.Description ??= DocComments.Of(handler);
                }

                operation.Summary ??= Summary(operation.Description);
                foreach (var parameter in operation.Parameters ?? [])
                {
                    parameter.Description ??= Glossary.MeaningOf(parameter.Name ?? "");
                }

                return Task.CompletedTask;
            }
        );
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                DescribeChoices(document);
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                if (context.JsonPropertyInfo is { } property)
                {
                    var meaning =
                        (property.AttributeProvider is PropertyInfo declared ? DocComments.Of(declared) : null)
                        ?? Glossary.MeaningOf(property.Name);
                    Describe(schema, meaning);
                }
                else if (context.ParameterDescription is null)
                {
                    schema.Description ??= DocComments.Of(context.JsonTypeInfo.Type);
                }

                ReadTypes.Apply(schema, context);
                return Task.CompletedTask;
            }
        );
    }

    // A choice between null and a reference loses what was said beside it.
    private static void DescribeChoices(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values ?? Enumerable.Empty<IOpenApiSchema>())
        {
            foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                if (property is OpenApiSchema { OneOf.Count: > 0 } choice)
                {
                    choice.Description ??= Glossary.MeaningOf(name);
                }
            }
        }
    }

    // What stands beside a reference is kept under this name until the reference is written.
    private static void Describe(OpenApiSchema schema, string? meaning)
    {
        if (
            meaning is not null
            && schema.Metadata?.TryGetValue("x-schema-id", out var id) == true
            && id is string { Length: > 0 }
        )
        {
            schema.Metadata["x-ref-description"] = meaning;
        }
        else
        {
            schema.Description ??= meaning;
        }
    }

    private static string? Summary(string? description) =>
        description is null ? null : FirstClause().Match(description).Value.TrimEnd('.', ':', ';');

    [GeneratedRegex(@"^(For [^.:;]*: )?.*?((?<!\bArt)[.:;](?=\s|$)|$)")]
    private static partial Regex FirstClause();
}
