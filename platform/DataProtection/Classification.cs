using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>One stored column; <see cref="Category"/> is null when nobody has classified it.</summary>
public sealed record Column(string Name, string Property, Category? Category, bool Nullable, bool IsText);

/// <summary>One table with what its class says about it.</summary>
public sealed record Table(
    string Name,
    Type Type,
    IReadOnlyList<Column> Columns,
    ProcessingAttribute? Processing,
    Column? Subject
)
{
    public bool HoldsPersons => Columns.Any(column => column.Category is Category.Personal or Category.Special);

    /// <summary>The value of <see cref="Subject"/> that means this person.</summary>
    internal object IdOf(Guid person) => Subject!.IsText ? person.ToString() : person;
}

/// <summary>Reads the <see cref="DataAttribute"/>s of contracts and entities.</summary>
public static class Classification
{
    /// <summary>
    /// Every table of a model, those that refer to others before the ones they refer to, so that rows can be deleted in
    /// this order.
    /// </summary>
    public static IReadOnlyList<Table> Tables(IModel model)
    {
        var entities = model
            .GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null)
            .OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var ordered = new List<IEntityType>();
        while (entities.Count > 0)
        {
            var free = entities
                .Where(entity =>
                    !entities.Any(other =>
                        other != entity && other.GetForeignKeys().Any(key => key.PrincipalEntityType == entity)
                    )
                )
                .ToList();
            if (free.Count == 0)
            {
                throw new InvalidOperationException("Tables refer to each other in a circle.");
            }

            ordered.AddRange(free);
            entities.RemoveAll(free.Contains);
        }

        return [.. ordered.Select(TableOf)];
    }

    /// <summary>The tables with rows about a person, in the order of <see cref="Tables"/>.</summary>
    internal static IEnumerable<Table> About(IModel model) => Tables(model).Where(table => table.Subject is not null);

    /// <summary>What a property of a contract, or of a type inside one, is; null: unclassified.</summary>
    public static Category? Of(Type type, string property) =>
        OfItself(type, property) ?? Foreign(type, null) ?? Default(type);

    /// <summary>What is said about this very property; null: at most its type's default speaks for it.</summary>
    public static Category? OfItself(Type type, string property)
    {
        var found = type.GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return Own(found) ?? Parameter(type, property) ?? Foreign(type, property);
    }

    private static Table TableOf(IEntityType entity)
    {
        var columns = new List<Column>();
        Read(entity, null, columns);
        var processing =
            entity.ClrType.GetCustomAttribute<ProcessingAttribute>(inherit: false)
            ?? Assemblies
                .SelectMany(assembly => assembly.GetCustomAttributes<ProcessingAttribute>())
                .FirstOrDefault(it => it.Of == entity.ClrType);
        var subject = processing?.Subject is { } name ? columns.Single(column => column.Property == name) : null;
        return new Table(entity.GetTableName()!, entity.ClrType, columns, processing, subject);
    }

    private static void Read(ITypeBase type, Category? inherited, List<Column> columns)
    {
        foreach (var property in type.GetProperties())
        {
            columns.Add(
                new Column(
                    property.GetColumnName(),
                    property.Name,
                    inherited ?? Of(property.DeclaringType.ClrType, property.Name),
                    property.IsNullable,
                    (property.GetProviderClrType() ?? property.ClrType) == typeof(string)
                )
            );
        }

        foreach (var complex in type.GetComplexProperties())
        {
            Read(complex.ComplexType, inherited ?? Own(complex.PropertyInfo), columns);
        }
    }

    private static Category? Own(MemberInfo? property) => property?.GetCustomAttribute<DataAttribute>()?.Category;

    // A record's attribute stands on the parameter of its constructor.
    private static Category? Parameter(Type type, string property) =>
        type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => parameter.Name == property)
            ?.GetCustomAttribute<DataAttribute>()
            ?.Category;

    private static Category? Foreign(Type type, string? property) =>
        Assemblies
            .SelectMany(assembly => assembly.GetCustomAttributes<DataAttribute>())
            .FirstOrDefault(data => data.Of == type && data.Property == property)
            ?.Category;

    private static Category? Default(Type type) => type.GetCustomAttribute<DataAttribute>(inherit: false)?.Category;

    private static IEnumerable<Assembly> Assemblies =>
        AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(assembly =>
                assembly.GetName().Name?.StartsWith("Stadtgespraeche.", StringComparison.Ordinal) == true
            );
}
