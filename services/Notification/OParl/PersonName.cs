using System.Text.RegularExpressions;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// First name, last name and title of a person, also where the server gives the name in one piece. Null where there are
/// not both names.
/// </summary>
public sealed partial record PersonName(string? Title, string First, string Last)
{
    public static PersonName? Of(OParlPerson person)
    {
        var (title, first, last) = (person.Title, person.GivenName, person.FamilyName);
        if ((first is null || last is null) && person.Name is { } name)
        {
            (var found, name) = Apart(name);
            title ??= found;
            if (name.Split(',', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } before, { Length: > 0 } after])
            {
                (found, after) = Apart(after);
                (title, first, last) = (title ?? found, first ?? after, last ?? before);
            }
            else
            {
                var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                // "von der Muster" belongs together; a first name stands before it in any case.
                var particle = Array.FindIndex(words, Math.Min(1, words.Length), IsParticle);
                var start = particle > 0 && particle < words.Length - 1 ? particle : words.Length - 1;
                if (words.Length > 1)
                {
                    (first, last) = (
                        first ?? string.Join(' ', words[..start]),
                        last ?? string.Join(' ', words[start..])
                    );
                }
            }
        }

        if (string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(last))
        {
            return null;
        }

        return new(
            title,
            first,
            person.Affix is { } affix && !last.EndsWith(affix, StringComparison.OrdinalIgnoreCase)
                ? $"{last} {affix}"
                : last
        );
    }

    /// <summary>Titles in front, and forms of address, which are dropped.</summary>
    private static (string? Title, string Name) Apart(string name)
    {
        var front = Front.Match(name).Value;
        var titles = string.Join(
            ' ',
            front.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Address.IsMatch(word))
        );
        return (titles.Length == 0 ? null : titles, name[front.Length..].Trim());
    }

    private static bool IsParticle(string word) =>
        word
            is "von"
                or "van"
                or "vom"
                or "zu"
                or "zur"
                or "zum"
                or "de"
                or "den"
                or "der"
                or "di"
                or "da"
                or "del"
                or "ten";

    [GeneratedRegex(
        @"^(?:(?:Herrn?|Frau|Ratsfrau|Ratsherr|Dr\.?|Prof\.?|Professorin|Professor|h\.\s?c\.|\p{L}{2,}\.\S*)(?=\s|$)\s*)+"
    )]
    private static partial Regex Front { get; }

    [GeneratedRegex("^(?:Herrn?|Frau|Ratsfrau|Ratsherr)$")]
    private static partial Regex Address { get; }
}
