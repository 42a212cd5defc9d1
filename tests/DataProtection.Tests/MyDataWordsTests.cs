using Stadtgespraeche.Portal.Pages.Mine;
using Stadtgespraeche.ProcessingRecord;

namespace Stadtgespraeche.DataProtection.Tests;

/// <summary>Members read what the hub keeps about them: nothing stands there by its technical name.</summary>
public sealed class MyDataWordsTests
{
    private static IEnumerable<(Table Table, Column Column)> Exported =>
        Models
            .All.Where(database => database.Service is "Registration" or "Scheduling" or "Knowledge")
            .SelectMany(database => database.Tables)
            .Where(table => table.Subject is not null)
            .SelectMany(table => table.Columns.Select(column => (table, column)))
            .Where(it => !it.table.Processing!.Derived.Contains(it.column.Property));

    [Fact]
    public void Every_field_that_is_kept_about_a_member_has_words() =>
        Exported
            .Select(it => it.Column.Name)
            .Distinct()
            .Where(column => DataWords.Name(column) == column)
            .ShouldBeEmpty();

    [Fact]
    public void Every_value_that_a_field_can_have_by_itself_has_words() =>
        Exported
            .Select(it => (it.Column.Name, Type: it.Table.Type.GetProperty(it.Column.Property)?.PropertyType))
            .Select(it => (it.Name, Type: Nullable.GetUnderlyingType(it.Type ?? typeof(string)) ?? it.Type))
            .Where(it => it.Type is { IsEnum: true })
            .SelectMany(it => Enum.GetNames(it.Type!).Select(value => (it.Name, Value: value)))
            .Where(it => DataWords.Coding(it.Name, it.Value) == it.Value)
            .ShouldBeEmpty();
}
