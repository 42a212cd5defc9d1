namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// A person with a mandate in the council, now or, where <see cref="Over"/>, until a day that is past.
/// </summary>
public sealed record CouncilPerson(
    string Id,
    PersonName Name,
    string? Faction,
    string? Role,
    DateOnly? From,
    DateOnly? Until,
    bool Over,
    IReadOnlyList<string> Remarks
)
{
    /// <summary>An organization that the person sits in or for was not found, so there may be a faction.</summary>
    public bool FactionUnread { get; init; }

    /// <summary>What is not sure about the name, in German.</summary>
    public string? Doubt => Name.Doubt;
}

/// <summary>
/// A person who cannot be taken, and why, in German. <paramref name="Name"/> only of people in the council.
/// </summary>
public sealed record CouncilStranger(string Id, string? Name, string Code, string Reason);

/// <summary>
/// Makes the council out of all that was read: everybody who was met is in one of the two lists, once, in the order of
/// ids. Depends on nothing but the contents and the day.
/// </summary>
public sealed record CouncilPeople(
    IReadOnlyList<CouncilPerson> People,
    IReadOnlyList<CouncilStranger> Others,
    DateOnly? TermUntil
)
{
    /// <summary>The ids of all who sit in the council today, taken or not.</summary>
    public IReadOnlySet<string> Present { get; init; } = new HashSet<string>();

    public static CouncilPeople Of(OParlWalk walk, IReadOnlyList<OParlContent> contents, DateOnly today)
    {
        var factions = contents
            .SelectMany(content => content.Organizations)
            .Where(ChooseCouncil.IsFaction)
            .DistinctBy(faction => faction.Id)
            .Where(faction => !faction.Deleted)
            .ToDictionary(faction => faction.Id);
        var known = contents
            .SelectMany(content => content.Organizations)
            .Select(organization => organization.Id)
            .ToHashSet();
        var memberships = contents
            .SelectMany(content => content.Memberships)
            .DistinctBy(membership => (membership.Id, membership.Person))
            .Where(membership => !membership.Deleted)
            .ToLookup(membership => membership.Person!);
        var persons = contents
            .SelectMany(content => content.Persons)
            .GroupBy(person => person.Id)
            .Select(same => same.OrderBy(person => person.Aside).First())
            .OrderBy(person => person.Id, StringComparer.Ordinal)
            .ToList();

        var (people, others) = (new List<CouncilPerson>(), new List<CouncilStranger>());
        foreach (var person in persons)
        {
            var seats = memberships[person.Id].Where(membership => membership.Organization == walk.Council).ToList();
            if (person.Deleted)
            {
                others.Add(new(person.Id, null, "deleted", "Der Server hat die Person gelöscht."));
            }
            else if (seats.Count == 0)
            {
                others.Add(new(person.Id, null, "not-in-council", "Die Person ist nicht Mitglied des Rates."));
            }
            else if (PersonName.Of(person) is not { } name)
            {
                others.Add(new(person.Id, person.Name, "name-missing", "Vorname oder Nachname fehlt."));
            }
            else
            {
                people.Add(
                    Person(
                        person.Id,
                        name,
                        seats,
                        FactionsOf(memberships[person.Id], walk.Council!, factions, today),
                        today
                    ) with
                    {
                        FactionUnread = memberships[person.Id]
                            .SelectMany(own => new[] { own.Organization, own.OnBehalfOf })
                            .Any(id => id is not null && id != walk.Council && !known.Contains(id)),
                    }
                );
            }
        }

        var deleted = persons.Where(person => person.Deleted).Select(person => person.Id).ToHashSet();
        var met = persons.Select(person => person.Id).ToHashSet();
        others.AddRange(
            memberships
                .Where(own => !met.Contains(own.Key) && own.Any(membership => membership.Organization == walk.Council))
                .Select(own => own.Key)
                .Order(StringComparer.Ordinal)
                .Select(id => new CouncilStranger(
                    id,
                    null,
                    "person-unknown",
                    "Der Rat nennt diese Person, der Server kennt sie aber nicht."
                ))
        );
        return new(
            people,
            others,
            contents
                .SelectMany(content => content.Terms)
                .Where(term => term.Body is null || term.Body == walk.Body)
                .Where(term => (term.From is null || term.From <= today) && term.Until >= today)
                .Select(term => term.Until)
                .Order()
                .FirstOrDefault()
        )
        {
            Present = memberships
                .Where(own =>
                    !deleted.Contains(own.Key)
                    && own.Any(membership => membership.Organization == walk.Council && !(Until(membership) < today))
                )
                .Select(own => own.Key)
                .Order(StringComparer.Ordinal)
                .ToHashSet(),
        };
    }

    private static CouncilPerson Person(
        string id,
        PersonName name,
        List<OParlMembership> seats,
        List<string> factions,
        DateOnly today
    )
    {
        // The one that lasts longest; of equals the one that began first.
        var seat = seats
            .OrderByDescending(seat => Until(seat) ?? DateOnly.MaxValue)
            .ThenBy(seat => seat.From ?? DateOnly.MinValue)
            .ThenBy(seat => seat.Id, StringComparer.Ordinal)
            .First();
        var remarks = new List<string>();
        if (seat.Until is not null && Until(seat) is null)
        {
            remarks.Add("Das Mandatsende liegt beim Server vor dem Mandatsbeginn und wurde weggelassen.");
        }

        if (factions.Count > 1)
        {
            remarks.Add("Der Server nennt mehrere Fraktionen; keine wurde übernommen.");
        }

        return new(
            id,
            name,
            factions is [var faction] ? faction : null,
            seat.Role,
            seat.From,
            Until(seat),
            Until(seat) < today,
            remarks
        );
    }

    private static DateOnly? Until(OParlMembership membership) =>
        membership.Until < membership.From ? null : membership.Until;

    /// <summary>
    /// By membership; where there is none, by whom the person says to sit in the council for, if that is a faction. A
    /// party is none.
    /// </summary>
    private static List<string> FactionsOf(
        IEnumerable<OParlMembership> own,
        string council,
        Dictionary<string, OParlOrganization> factions,
        DateOnly today
    )
    {
        var current = own.Where(membership => !(Until(membership) < today) && !(membership.From > today)).ToList();
        var member = Named(
            current
                .Where(membership => membership.Organization != council)
                .Select(membership => membership.Organization)
        );
        return member.Count > 0
            ? member
            : Named(
                current
                    .Where(membership => membership.Organization == council)
                    .Select(membership => membership.OnBehalfOf)
            );

        List<string> Named(IEnumerable<string?> ids) =>
            [
                .. ids.Select(id => id is null ? null : factions.GetValueOrDefault(id)?.Name)
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
    }
}
