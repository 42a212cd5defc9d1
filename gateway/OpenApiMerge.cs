using System.Globalization;
using System.Text.Json.Nodes;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Merges the services' OpenAPI documents. A component whose name several services use gets the service's name in
/// front, unless all mean the same plain thing; operation ids likewise.
/// </summary>
internal static class OpenApiMerge
{
    private const string Reference = "#/components/";

    public static JsonObject Merge(IReadOnlyDictionary<string, JsonObject> documents)
    {
        var paths = new JsonObject();
        var components = new JsonObject();
        var tags = new JsonArray();
        var operations = documents.Values.SelectMany(OperationIds).CountBy(id => id).ToDictionary();
        foreach (var (service, original) in documents)
        {
            var document = original.DeepClone().AsObject();
            var title = Title(service);
            Rename(document, NewNames(documents, service, title));
            Move(document["components"] as JsonObject, components);
            foreach (var (path, item) in document["paths"] as JsonObject ?? [])
            {
                var moved = item!.DeepClone().AsObject();
                Complete(moved, title, operations);
                paths[$"/api/{service}{path}"] = moved;
            }

            tags.Add(new JsonObject { ["name"] = title });
        }

        return new JsonObject
        {
            ["openapi"] = documents.Values.Select(document => (string?)document["openapi"]).FirstOrDefault() ?? "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Stadtgespräche",
                ["version"] = "1",
                ["description"] =
                    "Tokens, errors, repeating and a first call are explained on the [start page](/api) (German). "
                    + "Every error is a Problem with a stable `code`; each operation lists its own.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = components,
            ["tags"] = tags,
        };
    }

    private static Dictionary<string, string> NewNames(
        IReadOnlyDictionary<string, JsonObject> documents,
        string service,
        string title
    )
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (section, name, mine) in Components(documents[service]))
        {
            var others = documents
                .Where(other => other.Key != service)
                .Select(other => other.Value["components"]?[section]?[name])
                .Where(other => other is not null)
                .ToList();
            var shared =
                others.All(other => JsonNode.DeepEquals(other, mine))
                && !mine.ToJsonString().Contains(Reference, StringComparison.Ordinal);
            if (others.Count > 0 && !shared)
            {
                names[$"{Reference}{section}/{name}"] = $"{title}{name}";
            }
        }

        return names;
    }

    private static IEnumerable<(string Section, string Name, JsonNode Value)> Components(JsonObject document) =>
        from section in document["components"] as JsonObject ?? []
        where section.Value is JsonObject
        from component in section.Value!.AsObject()
        where component.Value is not null
        select (section.Key, component.Key, component.Value);

    private static void Rename(JsonObject document, Dictionary<string, string> names)
    {
        foreach (var (old, name) in names)
        {
            var parts = old[Reference.Length..].Split('/', 2);
            var section = document["components"]![parts[0]]!.AsObject();
            var value = section[parts[1]]!.DeepClone();
            section.Remove(parts[1]);
            section[name] = value;
        }

        Repoint(document, names);
    }

    private static void Repoint(JsonNode? node, Dictionary<string, string> names)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Repoint(item, names);
            }
        }
        else if (node is JsonObject value)
        {
            if (value["$ref"] is JsonValue reference && names.TryGetValue(reference.ToString(), out var name))
            {
                value["$ref"] = $"{reference.ToString()[..(reference.ToString().LastIndexOf('/') + 1)]}{name}";
            }

            foreach (var (_, child) in value)
            {
                Repoint(child, names);
            }
        }
    }

    private static void Move(JsonObject? from, JsonObject to)
    {
        foreach (var (section, content) in from ?? [])
        {
            if (to[section] is not JsonObject target)
            {
                to[section] = target = [];
            }

            foreach (var (name, value) in content as JsonObject ?? [])
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void Complete(JsonObject item, string title, Dictionary<string, int> operations)
    {
        foreach (var operation in Operations(item))
        {
            operation["tags"] = new JsonArray(title);
            if ((string?)operation["operationId"] is { } id && operations[id] > 1)
            {
                operation["operationId"] = $"{title}{id}";
            }
        }
    }

    private static IEnumerable<string> OperationIds(JsonObject document) =>
        (document["paths"] as JsonObject ?? [])
            .SelectMany(path => Operations(path.Value!.AsObject()))
            .Select(operation => (string?)operation["operationId"])
            .OfType<string>();

    private static IEnumerable<JsonObject> Operations(JsonObject item) =>
        item.Where(part => part.Key is "get" or "put" or "post" or "delete" or "patch" or "head" or "options")
            .Select(part => part.Value)
            .OfType<JsonObject>()
            .ToList();

    private static string Title(string service) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(service);
}
