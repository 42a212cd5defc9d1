using System.Text.Json;
using static Stadtgespraeche.Notification.OParl.OParlJson;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// What one page gave: the objects, by what its entries (also those not taken) can be told apart, and where to go on.
/// </summary>
public sealed record OParlReading(
    OParlContent Content,
    IReadOnlyList<string> Entries,
    IReadOnlyList<OParlLink> More,
    OParlLink? Next
);

/// <summary>
/// Takes the allowed fields out of one page, however the server has built it: an object, a list with <c>data</c>, a
/// bare array, objects without type, members as addresses or as whole objects. Refuses nothing that is JSON; what is
/// unusable is counted.
/// </summary>
public static class ReadOParl
{
    private const int LongestId = 1_000;

    /// <summary><paramref name="scope"/> limits whose names and memberships are taken.</summary>
    public static OParlReading Page(OParlLink link, Uri at, JsonElement root, OParlScope scope)
    {
        var content = new OParlContent();
        var more = new List<OParlLink>();
        if (link.List == OParlList.Start && Start(at, root, more))
        {
            return new(content, [at.AbsoluteUri], more, null);
        }

        var list = link.List == OParlList.Start ? OParlList.Bodies : link.List;
        var entries = EntriesOf(root, content);
        foreach (var entry in entries)
        {
            Take(list, at, entry, content, scope, null);
        }

        var next = link.Single ? null : OParlNextPage.NextOf(at, root, entries.Count);
        content.EndsEarly = next is null && !link.Single && OParlNextPage.EndsEarly(root, entries.Count);
        return new(
            content,
            [
                .. entries.Select(entry =>
                    $"{list} {Id(at, entry) ?? $"{Id(at, entry, "person")} {Id(at, entry, "organization")}"}"
                ),
            ],
            more,
            next is null ? null : new(list, next.AbsoluteUri)
        );
    }

    /// <summary>A System names where its bodies are.</summary>
    private static bool Start(Uri at, JsonElement root, List<OParlLink> more)
    {
        if (root.Member("body") is not { } bodies || root.TypeOf() is { } type && type != "System")
        {
            return false;
        }

        more.AddRange(Links(at, bodies, OParlList.Bodies));
        return more.Count > 0;
    }

    // An answer that is no list, such as a fault with status 200, is not an empty one.
    private static IReadOnlyList<JsonElement> EntriesOf(JsonElement root, OParlContent content)
    {
        var entries =
            root.ValueKind == JsonValueKind.Array ? root.Items()
            : root.Member("data") is { } data ? data.Items()
            : root.Member("id") is not null ? [root]
            : null;
        content.Unusable += entries is null ? 1 : 0;
        return entries ?? [];
    }

    private static void Take(
        OParlList list,
        Uri at,
        JsonElement entry,
        OParlContent content,
        OParlScope scope,
        string? owner
    )
    {
        var expected = list switch
        {
            OParlList.Bodies => "Body",
            OParlList.Organizations => "Organization",
            OParlList.Persons => "Person",
            OParlList.Memberships => "Membership",
            _ => "LegislativeTerm",
        };
        var id = Id(at, entry, "id");
        if (
            entry.ValueKind != JsonValueKind.Object
            || (entry.TypeOf() ?? expected) != expected
            || (id is null && list is not (OParlList.Terms or OParlList.Memberships))
        )
        {
            content.Unusable++;
            return;
        }

        switch (list)
        {
            case OParlList.Bodies:
                Body(at, entry, id!, content, scope);
                break;
            case OParlList.Organizations:
                content.Organizations.Add(
                    new(
                        id!,
                        entry.Text("name"),
                        entry.Text("organizationType"),
                        entry.Text("classification"),
                        Date(entry, "endDate", content),
                        entry.IsTrue("deleted"),
                        Memberships(at, entry, content)
                    )
                );
                break;
            case OParlList.Terms:
                content.Terms.Add(
                    new(owner, entry.Text("name"), Date(entry, "startDate", content), Date(entry, "endDate", content))
                );
                break;
            case OParlList.Memberships:
                Membership(at, entry, id, owner, content, scope);
                break;
            default:
                Person(at, entry, id!, content, scope);
                break;
        }
    }

    private static void Body(Uri at, JsonElement entry, string id, OParlContent content, OParlScope scope)
    {
        if (entry.IsTrue("deleted"))
        {
            return;
        }

        var links = new List<OParlLink>();
        foreach (
            var (name, list) in (ReadOnlySpan<(string, OParlList)>)
                [
                    ("organization", OParlList.Organizations),
                    ("person", OParlList.Persons),
                    ("membership", OParlList.Memberships),
                    ("legislativeTermList", OParlList.Terms),
                    ("legislativeTerm", OParlList.Terms),
                ]
        )
        {
            if (entry.Member(name) is { } value)
            {
                links.AddRange(Links(at, value, list));
            }
        }

        // 1.0 has the terms inside the body.
        foreach (
            var term in (entry.Member("legislativeTerm")?.Items() ?? []).Where(term =>
                term.ValueKind == JsonValueKind.Object
            )
        )
        {
            Take(OParlList.Terms, at, term, content, scope, id);
        }

        content.Bodies.Add(new(id, entry.Text("name"), entry.Text("shortName"), entry.Text("ags"), links));
    }

    private static void Person(Uri at, JsonElement entry, string id, OParlContent content, OParlScope scope)
    {
        // 1.0 has the memberships inside the person; some servers only refer to them.
        var (own, references) = (new OParlContent(), new List<string>());
        if (entry.Member("membership") is { } value)
        {
            foreach (var membership in value.Items() ?? [value])
            {
                if (membership.ValueKind == JsonValueKind.Object)
                {
                    Take(OParlList.Memberships, at, membership, own, scope, id);
                }
                else if (Id(at, membership) is { } reference)
                {
                    references.Add(reference);
                }
                else
                {
                    own.Unusable++;
                }
            }
        }

        content.BadDates += own.BadDates;
        content.Unusable += own.Unusable;
        if (!scope.HasCouncilMember(id) && own.Memberships.All(membership => membership.Organization != scope.Council))
        {
            content.Persons.Add(
                new(id, null, null, null, null, null, entry.IsTrue("deleted"), Aside: true) { Memberships = references }
            );
            return;
        }

        content.Memberships.AddRange(own.Memberships);
        content.Persons.Add(
            new(
                id,
                entry.Text("name"),
                entry.Text("givenName"),
                entry.Text("familyName"),
                entry.Text("affix"),
                Titles(entry.Member("title")),
                entry.IsTrue("deleted"),
                Aside: false
            )
            {
                Memberships = references,
            }
        );
    }

    private static void Membership(
        Uri at,
        JsonElement entry,
        string? id,
        string? person,
        OParlContent content,
        OParlScope scope
    )
    {
        var (organization, onBehalfOf) = (Id(at, entry, "organization"), Id(at, entry, "onBehalfOf"));
        person ??= Id(at, entry, "person");
        if (person is null || organization is null)
        {
            // Of what is deleted, nothing but the id needs to be left.
            content.Unusable += entry.IsTrue("deleted") ? 0 : 1;
            return;
        }

        if (!scope.Concerns(organization))
        {
            return;
        }

        content.Memberships.Add(
            new(
                id ?? $"{person} {organization}",
                person,
                organization,
                organization == scope.Council ? entry.Text("role") : null,
                onBehalfOf,
                Date(entry, "startDate", content),
                Date(entry, "endDate", content),
                entry.IsTrue("deleted")
            )
        );
    }

    private static DateOnly? Date(JsonElement entry, string name, OParlContent content)
    {
        if (!entry.TryDate(name, out var date))
        {
            content.BadDates++;
        }

        return date;
    }

    private static string? Titles(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array or JsonValueKind.Object }
            ? Joined([.. value.Value.Items()!.Select(title => Text(title)).OfType<string>()])
            : Text(value);

    private static string? Joined(string[] titles) => titles.Length == 0 ? null : string.Join(' ', titles);

    private static IEnumerable<OParlLink> Links(Uri at, JsonElement value, OParlList list) =>
        value.ValueKind == JsonValueKind.String
            ? Follow(at, value) is { } address
                ? [new(list, address)]
                : []
            : Ids(at, value)
                .Where(id => OParlAddress.Follow(at, id) is not null)
                .Select(id => new OParlLink(list, id, Single: true));

    private static string? Follow(Uri at, JsonElement value) =>
        OParlAddress.Follow(at, Address(value, LongestId))?.AbsoluteUri;

    private static IReadOnlyList<string> Memberships(Uri at, JsonElement entry, OParlContent content)
    {
        if (entry.Member("membership") is not { } value)
        {
            return [];
        }

        var entries = value.Items() ?? [value];
        var ids = entries.Select(membership => Id(at, membership)).OfType<string>().ToList();
        content.Unusable += entries.Count - ids.Count;
        return [.. ids.Distinct()];
    }

    private static IEnumerable<string> Ids(Uri at, JsonElement value) =>
        (value.Items() ?? []).Select(entry => Id(at, entry)).OfType<string>().Distinct();

    private static string? Id(Uri at, JsonElement entry, string name) =>
        entry.Member(name) is { } value ? Id(at, value) : null;

    // A reference is an address or, on some servers, the object itself. An id of the server's own is written as it
    // would be asked for, so that it stays the same whether the server writes http or https.
    private static string? Id(Uri at, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.Member("id") is { ValueKind: not JsonValueKind.Object } inner
                ? Id(at, inner)
                : null
            : Address(value, LongestId) is { } id
                ? OParlAddress.Follow(at, id)?.AbsoluteUri ?? id
                : null;
}
