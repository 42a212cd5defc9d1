namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// All that is ever taken out of a council information system: there is no place for a phone number, an e-mail or
/// postal address, a gender, a form of address, a picture, so none can be kept. Names stand here only of people in the
/// chosen council; of others only that they were there.
/// </summary>
public sealed record OParlContent
{
    public List<OParlBody> Bodies { get; init; } = [];

    public List<OParlOrganization> Organizations { get; init; } = [];

    public List<OParlPerson> Persons { get; init; } = [];

    public List<OParlMembership> Memberships { get; init; } = [];

    public List<OParlTerm> Terms { get; init; } = [];

    /// <summary>Entries that are no object, have no id, or are of another kind than the list's.</summary>
    public int Unusable { get; set; }

    /// <summary>The list ended before its end.</summary>
    public bool EndsEarly { get; set; }

    /// <summary>How many had a date that is none.</summary>
    public int BadDates { get; set; }
}

/// <summary>What the pages of a walk are lists of; also their order.</summary>
public enum OParlList
{
    Start,
    Bodies,
    Organizations,
    Terms,
    Memberships,
    Persons,
}

/// <summary>Another page to read: the next of a list, or a single object that something refers to.</summary>
public sealed record OParlLink(OParlList List, string Address, bool Single = false);

/// <summary>A municipality in the system. <paramref name="Ags"/> as the server writes it.</summary>
public sealed record OParlBody(string Id, string? Name, string? ShortName, string? Ags, IReadOnlyList<OParlLink> Links);

public sealed record OParlOrganization(
    string Id,
    string? Name,
    string? Type,
    string? Classification,
    DateOnly? Until,
    bool Deleted,
    IReadOnlyList<string> Memberships
);

/// <summary><paramref name="Aside"/>: in no membership of the council, and so nothing but the id is kept.</summary>
public sealed record OParlPerson(
    string Id,
    string? Name,
    string? GivenName,
    string? FamilyName,
    string? Affix,
    string? Title,
    bool Deleted,
    bool Aside
)
{
    /// <summary>Memberships that the person only refers to.</summary>
    public IReadOnlyList<string> Memberships { get; init; } = [];
}

public sealed record OParlMembership(
    string Id,
    string? Person,
    string? Organization,
    string? Role,
    string? OnBehalfOf,
    DateOnly? From,
    DateOnly? Until,
    bool Deleted
);

/// <summary><paramref name="Body"/> only where the term stood inside a body.</summary>
public sealed record OParlTerm(string? Body, string? Name, DateOnly? From, DateOnly? Until);
