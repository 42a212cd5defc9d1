using System.Reflection;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Record;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>Nothing is stored or told of which nobody has said what it is.</summary>
public sealed class ClassificationTests
{
    /// <summary>Parts of names that speak of a person; what is called so cannot be Category.None by a class's default.</summary>
    private static readonly string[] Persons =
        ["Member", "Author", "Account", "Email", "Mailbox", "DisplayName", "FirstName", "LastName", "Phone", "UserName", "Recipient", "Speaker", "Subject", "Faction"];

    /// <summary>Looked at one by one: named like a person, and about none.</summary>
    private static readonly string[] NotPersons = 
    [
        "installations.members_table", "contributions.author_partner",
        "open_iddict_scopes.display_name", "open_iddict_scopes.display_names", "open_iddict_applications.display_name",
        "open_iddict_applications.display_names", "open_iddict_tokens.authorization_id",
    ];

    [Fact]
    public void Every_stored_column_is_classified() =>
        AllColumns().Where(it => it.Column.Category is null).Select(it => it.Name).ShouldBeEmpty();

    [Fact]
    public void Every_table_with_personal_data_says_why_how_long_and_how_it_is_erased() =>
        Models.All.SelectMany(database => database.Tables.Select(table => (Name: $"{database.Service}.{table.Name}", Table: table)))
            .Where(it => it.Table.HoldsPersons && it.Table.Processing is not { Purpose.Length: > 0, Kept.Length: > 0, SeenBy.Length: > 0 })
            .Select(it => it.Name).ShouldBeEmpty();

    [Fact]
    public void What_an_erasure_touches_can_be_found_by_the_persons_id() =>
        Models.All.SelectMany(database => database.Tables)
            .Where(table => table.Processing is { Erasure: not Erasure.Otherwise } && table.Subject is null)
            .Select(table => table.Name).ShouldBeEmpty();

    [Fact]
    public void What_an_erasure_empties_can_be_empty() =>
        Models.All.SelectMany(database => database.Tables).Where(table => table.Processing?.Erasure == Erasure.Anonymise)
            .SelectMany(table => table.Columns.Where(column => column is { Category: not Category.None, Nullable: false }).Select(column => $"{table.Name}.{column.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void A_column_that_is_named_like_a_person_is_personal() =>
        AllColumns().Where(it => it.Column.Category == Category.None && Persons.Any(it.Column.Property.Contains))
            .Select(it => it.Name).Except(NotPersons).ShouldBeEmpty();

    [Fact]
    public void Every_property_of_every_contract_is_classified() =>
        Properties().Where(it => Classification.Of(it.Type, it.Property.Name) is null).Select(it => $"{it.Type.Name}.{it.Property.Name}").ShouldBeEmpty();

    [Fact]
    public void A_property_of_a_contract_that_is_named_like_a_person_is_personal() =>
        Properties().Where(it => Persons.Any(it.Property.Name.Contains) && Classification.Of(it.Type, it.Property.Name) == Category.None)
            .Select(it => $"{it.Type.Name}.{it.Property.Name}").ShouldBeEmpty();

    [Fact]
    public void What_all_partners_receive_is_personal_only_in_the_names_of_the_programmes_speakers() =>
        ContractTypes().Where(type => type.GetCustomAttribute<AudienceAttribute>()!.Audience == Audience.AllPartners)
            .SelectMany(type => PropertiesOf(type, []))
            .Where(it => Classification.Of(it.Type, it.Property.Name) is Category.Personal or Category.Special)
            .Select(it => $"{it.Type.Name}.{it.Property.Name}").Distinct().ShouldBe(["ProgrammeItem.Speaker"]);

    internal static IEnumerable<(string Name, Column Column)> AllColumns() =>
        from database in Models.All
        from table in database.Tables
        from column in table.Columns
        select ($"{table.Name}.{column.Name}", column);

    internal static IEnumerable<(Type Type, PropertyInfo Property)> Properties() => ContractTypes().SelectMany(type => PropertiesOf(type, []));

    private static IEnumerable<Type> ContractTypes() =>
        typeof(AudienceAttribute).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null);

    /// <summary>Those of the records inside it too.</summary>
    private static IEnumerable<(Type Type, PropertyInfo Property)> PropertiesOf(Type type, HashSet<Type> seen) =>
        !seen.Add(type) ? [] : type.GetProperties().SelectMany(property =>
        {
            var inner = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType;
            var below = inner is { IsClass: true } && inner.Assembly == type.Assembly ? PropertiesOf(inner, seen) : [];
            return below.Prepend((type, property));
        });
}
