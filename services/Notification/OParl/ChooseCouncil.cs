using System.Text.RegularExpressions;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Finds the municipality and its council among all that the system holds; what is ambiguous is asked, not guessed.
/// </summary>
public static partial class ChooseCouncil
{
    private static readonly HashSet<string> Councils = new(StringComparer.OrdinalIgnoreCase)
    {
        "Rat",
        "Stadtrat",
        "Gemeinderat",
        "Marktgemeinderat",
        "Kreistag",
        "Verbandsversammlung",
        "Stadtverordnetenversammlung",
        "Stadtvertretung",
        "Gemeindevertretung",
        "Gemeindeversammlung",
        "Ratsversammlung",
        "Bürgerschaft",
        "Verbandsgemeinderat",
        "Samtgemeinderat",
        "Bezirkstag",
        "Regionalversammlung",
        "Regionalrat",
        "Landschaftsversammlung",
        "Stadtparlament",
        "Ortsgemeinderat",
        "Gemeindeparlament",
        "Parlament",
        "Hauptorgan",
    };

    /// <summary>
    /// The body that was asked for by AGS, name or id; without a wish the only one, or the one that is called as this
    /// partner is.
    /// </summary>
    public static OParlBody Body(IReadOnlyCollection<OParlBody> bodies, string? wish, string partner)
    {
        var found = bodies
            .Where(body => wish is null || body.Id == wish || IsCalled(body, wish) || IsAgs(body.Ags, wish))
            .ToList();
        if (found.Count > 1 && found.Where(body => IsCalled(body, wish ?? partner)).ToList() is { Count: > 0 } named)
        {
            found = named;
        }

        if (found is [var chosen])
        {
            return chosen;
        }

        var all = string.Join(
            "; ",
            bodies.Take(20).Select(body => $"{body.Name ?? body.ShortName ?? body.Id} ({body.Ags ?? body.Id})")
        );
        throw new OParlFault(
            bodies.Count == 0 ? "Unter dieser Adresse gibt es keine Kommune (Body)."
            : found.Count == 0 ? $"Diese Kommune führt der Server nicht. Er kennt: {all}."
            : $"Der Server führt mehrere Kommunen. Bitte nennen Sie eine mit Namen oder AGS (--body): {all}."
        );
    }

    /// <summary>
    /// The council that was asked for by id or name; without a wish the one that is not over and is called a council by
    /// type or classification, else by name.
    /// </summary>
    public static OParlOrganization Council(
        IReadOnlyCollection<OParlOrganization> organizations,
        string? wish,
        DateOnly today
    )
    {
        if (wish is not null)
        {
            var wished = organizations.Where(organization => organization.Id == wish).ToList();
            if (wished.Count == 0)
            {
                wished =
                [
                    .. organizations.Where(organization =>
                        string.Equals(organization.Name, wish, StringComparison.OrdinalIgnoreCase)
                    ),
                ];
            }

            return wished is [var one]
                ? one
                : throw new OParlFault(
                    wished.Count == 0
                        ? $"Dieses Gremium führt der Server nicht. In Frage kommen: {Listed(Selectable(organizations, today))}."
                        : $"Mehrere Gremien heißen so. Bitte nennen Sie die Kennung: {Listed(wished)}."
                );
        }

        return Candidates(organizations, today) switch
        {
            [var only] => only,
            [] => throw new OParlFault(
                organizations.Count == 0
                    ? "Der Server nennt kein einziges Gremium."
                    : "Welches Gremium der Rat ist, lässt sich nicht erkennen. Bitte wählen Sie es aus (--organization mit Kennung "
                        + $"oder Namen): {Listed(Selectable(organizations, today))}."
            ),
            var several => throw new OParlFault(
                $"Mehrere Gremien könnten der Rat sein. Bitte nennen Sie eines (--organization): {Listed(several)}."
            ),
        };
    }

    public static IReadOnlyList<OParlOrganization> Candidates(
        IEnumerable<OParlOrganization> organizations,
        DateOnly today
    )
    {
        var open = organizations
            .Where(organization => !organization.Deleted && !(organization.Until < today) && !IsFaction(organization))
            .ToList();
        var byKind = open.Where(organization => IsCouncil(organization.Classification) || IsCouncil(organization.Type))
            .ToList();
        return byKind.Count > 0
            ? byKind
            : [.. open.Where(organization => IsCouncil(FirstPart.Match(organization.Name ?? "").Value))];
    }

    /// <summary>All that may be meant, the likely ones first, then by name.</summary>
    public static IReadOnlyList<OParlOrganization> Selectable(
        IReadOnlyCollection<OParlOrganization> organizations,
        DateOnly today
    )
    {
        var likely = Candidates(organizations, today);
        return
        [
            .. likely,
            .. organizations
                .Where(organization =>
                    !organization.Deleted && !(organization.Until < today) && !IsFaction(organization)
                )
                .Except(likely)
                .OrderBy(organization => organization.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(organization => organization.Id, StringComparer.Ordinal),
        ];
    }

    public static bool IsFaction(OParlOrganization organization) =>
        IsFaction(organization.Type) || IsFaction(organization.Classification);

    private static bool IsFaction(string? kind) =>
        kind is not null
        && (
            kind.EndsWith("fraktion", StringComparison.OrdinalIgnoreCase)
            || kind.EndsWith("fraktionen", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsCouncil(string? kind) => kind is not null && Councils.Contains(kind.Trim());

    private static bool IsCalled(OParlBody body, string wish) =>
        new[] { body.Name, body.ShortName }.Any(name =>
            name is not null && string.Equals(Plain(name), Plain(wish), StringComparison.OrdinalIgnoreCase)
        );

    private static string Plain(string name) => Kind.Replace(name.Trim(), "");

    /// <summary>
    /// Eight digits; servers also write nine, with a nought too many, or seven, having taken the text for a number.
    /// </summary>
    private static bool IsAgs(string? written, string wish)
    {
        var (there, wanted) = (Digits(written), Digits(wish));
        return wanted.Length == 8
            && (
                there == wanted
                || (there.Length == 9 && (there == wanted + "0" || there == "0" + wanted))
                || (there.Length == 7 && "0" + there == wanted)
            );
    }

    private static string Digits(string? text) => text is null ? "" : string.Concat(text.Where(char.IsAsciiDigit));

    private static string Listed(IEnumerable<OParlOrganization> organizations) =>
        string.Join(
            "; ",
            organizations.Take(20).Select(organization => $"{organization.Name ?? "ohne Namen"} ({organization.Id})")
        );

    [GeneratedRegex(
        @"^(?:(?:Große |Kreisfreie )?(?:Stadt|Gemeinde|Markt|Landkreis|Kreis|Verbandsgemeinde|Metropolregion"
            + "|Landeshauptstadt|Universitätsstadt) )"
    )]
    private static partial Regex Kind { get; }

    /// <summary>"Rat" of "Rat der Stadt Musterstadt", "Stadtrat" of "Stadtrat 2024–2029".</summary>
    [GeneratedRegex(@"^\p{L}+(?=$| (?:der|des|\d|\())")]
    private static partial Regex FirstPart { get; }
}
