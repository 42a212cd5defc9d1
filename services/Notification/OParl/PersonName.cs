using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// First name, last name and title of a person, also where the server gives the name in one piece. Null where there are
/// not both names.
/// </summary>
public sealed record PersonName(string? Title, string First, string Last)
{
    /// <summary>What is not sure about it, in German.</summary>
    public string? Doubt { get; init; }

    public static PersonName? Of(OParlPerson person)
    {
        var apart = person is { GivenName: not null, FamilyName: not null };
        var name = apart ? FullName.Of(person.GivenName!, person.FamilyName!) : FullName.Read(person.Name ?? "");
        var (first, last) = apart
            ? (name.First, name.Last)
            : (person.GivenName ?? name.First, person.FamilyName ?? name.Last);
        if (string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(last))
        {
            return null;
        }

        return new(
            person.Title ?? name.Title,
            first,
            person.Affix is { } affix && !last.EndsWith(affix, StringComparison.OrdinalIgnoreCase)
                ? $"{last} {affix}"
                : last
        )
        {
            Doubt = name.Doubt,
        };
    }
}
