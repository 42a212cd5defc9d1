using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// The docstrings of the code, which the compiler writes beside each assembly. The habit is one per slice, on its class,
/// and slices are internal; so they are read here and not by the framework's generator, which looks at public methods.
/// </summary>
internal static partial class DocComments
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Known = new();

    /// <summary>Of the method itself, else of the slice around it.</summary>
    public static string? Of(MethodInfo method)
    {
        var slice = method.DeclaringType;
        while (slice?.IsDefined(typeof(CompilerGeneratedAttribute)) == true)
        {
            slice = slice.DeclaringType;
        }

        return slice is null
            ? null
            : MembersOf(slice.Assembly)
                .Where(member => member.Key.StartsWith($"M:{IdOf(slice)}.{method.Name}", StringComparison.Ordinal))
                .Where(member =>
                    member.Key[$"M:{IdOf(slice)}.{method.Name}".Length..].FirstOrDefault('(') is '(' or '`'
                )
                .Select(member => TextOf(member.Value.Element("summary")))
                .FirstOrDefault(text => text is not null)
                ?? Of(slice);
    }

    public static string? Of(Type type) => TextOf(Find(type, $"T:{IdOf(type)}")?.Element("summary"));

    /// <summary>Of the property, or of the parameter by which a record declares it.</summary>
    public static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return TextOf(Find(type, $"P:{IdOf(type)}.{property.Name}")?.Element("summary"))
            ?? TextOf(
                Find(type, $"T:{IdOf(type)}")
                    ?.Elements("param")
                    .FirstOrDefault(param => (string?)param.Attribute("name") == property.Name)
            );
    }

    private static XElement? Find(Type type, string id) => MembersOf(type.Assembly).GetValueOrDefault(id);

    private static string IdOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, XElement> MembersOf(Assembly assembly) =>
        Known.GetOrAdd(
            assembly,
            read =>
            {
                var file = Path.Combine(AppContext.BaseDirectory, $"{read.GetName().Name}.xml");
                return File.Exists(file)
                    ? XDocument
                        .Load(file)
                        .Descendants("member")
                        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
                    : [];
            }
        );

    private static string? TextOf(XElement? element) =>
        element is null ? null : Space().Replace(string.Concat(element.Nodes().Select(TextOf)), " ").Trim();

    private static string TextOf(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } named => Code(
                ((string?)named.Attribute("cref") ?? (string?)named.Attribute("name") ?? "").Split('.', ':')[^1]
            ),
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement other => string.Concat(other.Nodes().Select(TextOf)),
            _ => "",
        };

    // As the JSON spells it.
    private static string Code(string name) => $"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
