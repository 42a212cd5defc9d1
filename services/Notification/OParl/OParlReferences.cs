namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// What the lists only refer to and the council needs: memberships that the council names, their people, the
/// organizations they are in.
/// </summary>
public static class OParlReferences
{
    /// <summary>All of it that was not met yet; what was already asked for in vain is up to the caller.</summary>
    public static IEnumerable<OParlLink> Open(OParlWalk walk, IReadOnlyList<OParlContent> contents, DateOnly today)
    {
        var at = new Uri(walk.Address);
        var organizations = contents
            .SelectMany(content => content.Organizations)
            .ToLookup(organization => organization.Id);
        var memberships = contents.SelectMany(content => content.Memberships).ToList();
        var known = memberships.Select(membership => membership.Id).ToHashSet();
        var persons = contents
            .SelectMany(content => content.Persons)
            .Where(person => !person.Aside)
            .Select(person => person.Id)
            .ToHashSet();
        var members = memberships
            .Where(membership => membership.Organization == walk.Council)
            .Select(membership => membership.Person!)
            .ToHashSet();

        var open = organizations[walk.Council!]
            .Take(1)
            .SelectMany(council => council.Memberships)
            .Where(id => !known.Contains(id))
            .Select(id => Single(OParlList.Memberships, id))
            .Concat(members.Where(id => !persons.Contains(id)).Select(id => Single(OParlList.Persons, id)))
            .Concat(
                memberships
                    .Where(membership => members.Contains(membership.Person!) && !(membership.Until < today))
                    .SelectMany(membership => new[] { membership.Organization, membership.OnBehalfOf })
                    .OfType<string>()
                    .Where(id => !organizations.Contains(id))
                    .Select(id => Single(OParlList.Organizations, id))
            );
        var named = organizations[walk.Council!].Any(council => council.Memberships.Count > 0);
        var listed = contents
            .SelectMany(content => content.Bodies)
            .Any(body => body.Id == walk.Body && body.Links.Any(link => link.List == OParlList.Memberships));
        // Where nothing else tells of memberships, those of all people are asked for one by one.
        if (!named && !listed)
        {
            open = open.Concat(
                contents
                    .SelectMany(content => content.Persons)
                    .Where(person => !person.Deleted)
                    .SelectMany(person => person.Memberships)
                    .Where(id => !known.Contains(id))
                    .Select(id => Single(OParlList.Memberships, id))
            );
        }

        return open.Where(link => OParlAddress.Follow(at, link.Address) is not null);
    }

    private static OParlLink Single(OParlList list, string id) => new(list, id, Single: true);
}
