using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Where a list goes on. Only at the same host and port; a link elsewhere ends the list, and the caller learns it by
/// <see cref="LeadsElsewhere"/>.
/// </summary>
public static class OParlNextPage
{
    public static Uri? NextOf(Uri at, JsonElement root, int entries)
    {
        if (NextLink(root) is { } link)
        {
            return OParlAddress.Follow(at, link) is { } next && next != at ? next : null;
        }

        if (
            root.Member("pagination") is { } pagination
            && Number(pagination, "currentPage") is { } current
            && Number(pagination, "totalPages") > current
            && entries > 0
        )
        {
            return Shorter(With(at, "page", $"{current + 1}"));
        }

        // Some servers leave out the next page's link when they were asked for exactly as many as they gave; without
        // the limit they give all.
        var limit = QueryHelpers.ParseQuery(at.Query).GetValueOrDefault("limit").ToString();
        return entries > 0 && int.TryParse(limit, out var most) && entries >= most && root.Member("pagination") is null
            ? Shorter(With(at, "limit", null))
            : null;
    }

    /// <summary>The list ends here although the server says that there is more: nobody who is missing is gone.</summary>
    public static bool EndsEarly(JsonElement root, int entries) =>
        root.Member("pagination") is { } pagination
        && (
            entries == 0
                ? Number(pagination, "totalPages") > (Number(pagination, "currentPage") ?? 1)
                : (Number(pagination, "currentPage") ?? 1) <= 1 && Number(pagination, "totalElements") > entries
        );

    public static bool LeadsElsewhere(Uri at, JsonElement root) =>
        NextLink(root) is { } link && OParlAddress.Follow(at, link) is null;

    private static string? NextLink(JsonElement root) =>
        root.Member("links") is not { } links ? null
        : links.Member("next") is { ValueKind: JsonValueKind.Object } nested
            ? OParlJson.Address(nested.Member("href"), 2_000)
        : OParlJson.Address(links.Member("next"), 2_000);

    private static int? Number(JsonElement element, string name) =>
        int.TryParse(element.Text(name), out var number) ? number : null;

    private static Uri Shorter(Uri next) =>
        OParlAddress.IsTooLong(next)
            ? throw new OParlFault("Eine Liste führt unter einer viel zu langen Adresse weiter.")
            : next;

    private static Uri With(Uri at, string name, string? value)
    {
        var query = QueryHelpers
            .ParseQuery(at.Query)
            .Where(pair => pair.Key != name)
            .SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text));
        if (value is not null)
        {
            query = query.Append(KeyValuePair.Create(name, (string?)value));
        }

        return new Uri(QueryHelpers.AddQueryString(at.GetLeftPart(UriPartial.Path), query));
    }
}
