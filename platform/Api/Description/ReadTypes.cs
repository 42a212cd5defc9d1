using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// Slices take some values as text, to refuse them in German; attributes say what the text has to be:
/// <see cref="EnumDataTypeAttribute"/>, <see cref="AllowedValuesAttribute"/>, <see cref="DataTypeAttribute"/> for moments
/// and dates.
/// </summary>
internal static class ReadTypes
{
    public static void Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (AttributesOf(context) is not { } attributes)
        {
            return;
        }

        if (
            attributes.GetCustomAttributes(typeof(EnumDataTypeAttribute), false)
            is [EnumDataTypeAttribute { EnumType: var type }]
        )
        {
            schema.Enum = [.. Enum.GetNames(type).Select(name => JsonValue.Create(name))];
        }
        else if (
            attributes.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute allowed]
        )
        {
            schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create($"{value}"))];
        }
        else if (attributes.GetCustomAttributes(typeof(DataTypeAttribute), false) is [DataTypeAttribute data])
        {
            schema.Format = data.DataType == DataType.DateTime ? "date-time" : "date";
        }

        if (schema is { Enum.Count: > 0 } && schema.Type?.HasFlag(JsonSchemaType.Null) == true)
        {
            schema.Enum.Add(JsonNullSentinel.JsonNull);
        }
    }

    private static ICustomAttributeProvider? AttributesOf(OpenApiSchemaTransformerContext context) =>
        context.JsonPropertyInfo?.AttributeProvider
        ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;
}
