namespace Stadtgespraeche.Scheduling.Records;

/// <summary>The links that the asking person may see; null: there is none, or not for them.</summary>
public sealed record SessionLinks(string? Recording, string? Minutes)
{
    internal static SessionLinks For(SessionRecord? record, bool member) =>
        new(Seen(record?.Recording, member), Seen(record?.Minutes, member));

    private static string? Seen(RecordLink? link, bool member) =>
        link is not null && (member || link.For == RecordAudience.Everybody) ? link.Link : null;
}

/// <summary>
/// As organisers edit it; version 0: nothing was ever written. <see cref="NotToBeRecorded"/>: titles of accepted impulses
/// of this session whose speakers do not want to be recorded. It warns, and keeps no link from being saved.
/// </summary>
public sealed record RecordForOrganisers(
    Guid SessionId,
    long Version,
    RecordLink? Recording,
    RecordLink? Minutes,
    IReadOnlyList<string> NotToBeRecorded
);
