using System.Reflection;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.ProcessingRecord;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>Nothing is stored or told of which nobody has said what it is.</summary>
public sealed class ClassificationTests
{
    /// <summary>
    /// Parts of names that speak of a person; what is called so cannot be Category.None by a class's default.
    /// </summary>
    private static readonly string[] Persons =
    [
        "Member",
        "Author",
        "Account",
        "Email",
        "Mailbox",
        "DisplayName",
        "FirstName",
        "LastName",
        "Phone",
        "UserName",
        "Recipient",
        "Speaker",
        "Subject",
        "Faction",
    ];

    /// <summary>Looked at one by one: named like a person, and about none.</summary>
    private static readonly string[] NotPersons =
    [
        "installations.members_table",
        "contributions.author_partner",
        "partner_removals.members",
        "open_iddict_scopes.display_name",
        "open_iddict_scopes.display_names",
        "open_iddict_applications.display_name",
        "open_iddict_applications.display_names",
        "open_iddict_tokens.authorization_id",
    ];

    /// <summary>
    /// Looked at one by one: a class's default is for numbers, ids and moments; text may hold anything, and this says
    /// nothing about a person.
    /// </summary>
    private static readonly string[] PlainTexts =
    [
        "audit_log.operation",
        "audit_log.outcome",
        "audit_log.target_kind",
        "audit_log.via",
        "deliveries.kind",
        "outbox_messages.exchange",
        "outbox_messages.traceparent",
        "erasures.cause",
        "sessions.cancellation_reason",
        "sessions.description",
        "sessions.form",
        "sessions.online_link",
        "sessions.time_zone",
        "sessions.title",
        "sessions.topic",
        "contributions.body",
        "contributions.kind",
        "contributions.search_body",
        "contributions.search_parts",
        "contributions.search_title",
        "contributions.state",
        "contributions.title",
        "mails.calendar_method",
        "mails.kind",
        "mails.reason",
        "mails.status",
        "mails.trace_parent",
        "seats.online_link",
        "SessionScheduled.Title",
        "SessionScheduled.Description",
        "SessionScheduled.Topic",
        "SessionScheduled.TimeZone",
        "ProgrammeItem.Title",
        "ProgrammeItem.Project",
        "SeatBooked.OnlineLink",
        "DeliveryReported.Kind",
    ];

    [Fact]
    public void Every_stored_column_is_classified() =>
        AllColumns().Where(it => it.Column.Category is null).Select(it => it.Name).ShouldBeEmpty();

    [Fact]
    public void Text_beside_a_person_is_not_left_to_its_class() =>
        Models
            .All.SelectMany(database => database.Tables)
            .Where(table => table.HoldsPersons && Classification.Of(table.Type, "") == Category.None)
            .SelectMany(table =>
                table
                    .Columns.Where(column =>
                        column.IsText && Classification.OfItself(table.Type, column.Property) is null
                    )
                    .Select(column => $"{table.Name}.{column.Name}")
            )
            .Concat(
                Properties()
                    .Where(it =>
                        it.Property.PropertyType == typeof(string)
                        && Classification.OfItself(it.Type, it.Property.Name) is null
                        && PropertiesOf(it.Type, [])
                            .Any(other =>
                                Classification.Of(other.Type, other.Property.Name)
                                    is Category.Personal
                                        or Category.Special
                            )
                    )
                    .Select(it => $"{it.Type.Name}.{it.Property.Name}")
            )
            .Where(name =>
                !name.StartsWith("open_iddict_", StringComparison.Ordinal)
                && !name.EndsWith("partner", StringComparison.OrdinalIgnoreCase)
                && !name.Replace("_", "").EndsWith("partnername", StringComparison.OrdinalIgnoreCase)
            )
            .Except(PlainTexts)
            .ShouldBeEmpty("say [Data] at the property; only what is about nobody may go into the list here");

    [Fact]
    public void Every_table_with_personal_data_says_why_how_long_and_how_it_is_erased() =>
        Models
            .All.SelectMany(database =>
                database.Tables.Select(table => (Name: $"{database.Service}.{table.Name}", Table: table))
            )
            .Where(it =>
                it.Table.HoldsPersons
                && it.Table.Processing is not { Purpose.Length: > 0, Kept.Length: > 0, SeenBy.Length: > 0 }
            )
            .Select(it => it.Name)
            .ShouldBeEmpty();

    [Fact]
    public void What_an_erasure_touches_can_be_found_by_the_persons_id() =>
        Models
            .All.SelectMany(database => database.Tables)
            .Where(table => table.Processing is { Erasure: not Erasure.Otherwise } && table.Subject is null)
            .Select(table => table.Name)
            .ShouldBeEmpty();

    [Fact]
    public void What_an_erasure_empties_can_be_empty() =>
        Models
            .All.SelectMany(database => database.Tables)
            .Where(table => table.Processing?.Erasure == Erasure.Anonymise)
            .SelectMany(table =>
                table
                    .Columns.Where(column => column is { Category: not Category.None, Nullable: false })
                    .Select(column => $"{table.Name}.{column.Name}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_column_that_is_named_like_a_person_is_personal() =>
        AllColumns()
            .Where(it => it.Column.Category == Category.None && Persons.Any(it.Column.Property.Contains))
            .Select(it => it.Name)
            .Except(NotPersons)
            .ShouldBeEmpty();

    [Fact]
    public void Every_property_of_every_contract_is_classified() =>
        Properties()
            .Where(it => Classification.Of(it.Type, it.Property.Name) is null)
            .Select(it => $"{it.Type.Name}.{it.Property.Name}")
            .ShouldBeEmpty();

    [Fact]
    public void A_property_of_a_contract_that_is_named_like_a_person_is_personal() =>
        Properties()
            .Where(it =>
                Persons.Any(it.Property.Name.Contains) && Classification.Of(it.Type, it.Property.Name) == Category.None
            )
            .Select(it => $"{it.Type.Name}.{it.Property.Name}")
            .ShouldBeEmpty();

    [Fact]
    public void What_all_partners_receive_is_personal_only_in_the_names_of_the_programmes_speakers() =>
        ContractTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>()!.Audience == Audience.AllPartners)
            .SelectMany(type => PropertiesOf(type, []))
            .Where(it => Classification.Of(it.Type, it.Property.Name) is Category.Personal or Category.Special)
            .Select(it => $"{it.Type.Name}.{it.Property.Name}")
            .Distinct()
            .ShouldBe(["ProgrammeItem.Speaker"]);

    internal static IEnumerable<(string Name, Column Column)> AllColumns() =>
        from database in Models.All
        from table in database.Tables
        from column in table.Columns
        select ($"{table.Name}.{column.Name}", column);

    internal static IEnumerable<(Type Type, PropertyInfo Property)> Properties() =>
        ContractTypes().SelectMany(type => PropertiesOf(type, []));

    private static IEnumerable<Type> ContractTypes() =>
        typeof(AudienceAttribute)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null);

    /// <summary>Those of the records inside it too.</summary>
    private static IEnumerable<(Type Type, PropertyInfo Property)> PropertiesOf(Type type, HashSet<Type> seen) =>
        !seen.Add(type)
            ? []
            : type.GetProperties()
                .SelectMany(property =>
                {
                    var inner = property.PropertyType.IsGenericType
                        ? property.PropertyType.GetGenericArguments()[^1]
                        : property.PropertyType;
                    var below =
                        inner is { IsClass: true } && inner.Assembly == type.Assembly ? PropertiesOf(inner, seen) : [];
                    return below.Prepend((type, property));
                });
}
