using System.Text.Json.Serialization;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// What a person has said about the columns of a file; about the rest it is recognised. A column is named by its number
/// from 0 (-1: not in the file) or, at the command line, by its heading (empty: not in the file).
/// </summary>
public sealed record ColumnWishes(IReadOnlyDictionary<MemberColumn, int> Columns, int? HeaderLine = null)
{
    [JsonIgnore]
    public IReadOnlyDictionary<MemberColumn, string> Headings { get; init; } = new Dictionary<MemberColumn, string>();

    /// <summary>Of <c>--column MEANING=HEADING</c>; null for what is none.</summary>
    public static (MemberColumn Column, string Heading)? Read(string argument)
    {
        var at = argument.IndexOf('=');
        var meaning = at < 0 ? "" : ColumnHeadings.KeyOf(argument[..at]);
        foreach (var column in Enum.GetValues<MemberColumn>().Where(_ => meaning.Length > 0))
        {
            if (
                meaning == ColumnHeadings.KeyOf(MemberColumns.LabelOf(column))
                || ColumnHeadings.All[column].Any(words => words.Contains(meaning))
            )
            {
                return (column, argument[(at + 1)..]);
            }
        }

        return null;
    }
}
