using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// A member whom the city knows already and who may be the person: by the same address, or by the same name and without
/// an address.
/// </summary>
public sealed record KnownMember(
    Guid Id,
    string DisplayName,
    bool SameAddress,
    bool Departed,
    DateOnly? MandateFrom,
    DateOnly? MandateUntil
);

/// <summary>
/// A request that waits, with what the city knows about it. <see cref="ErasedAt"/>: whoever has this address once had
/// everything erased, or (<see cref="ErasedByName"/>) somebody of this name, who may be another.
/// </summary>
public sealed record OpenRequest(
    MembershipRequest Request,
    IReadOnlyList<KnownMember> Known,
    DateTimeOffset? ErasedAt,
    bool ErasedByName
);

/// <summary>Reads the requests that wait for a coordinator, the oldest first.</summary>
public static class OpenRequests
{
    public static async Task<IReadOnlyList<OpenRequest>> ListAsync(
        NotificationDbContext db,
        Tombstones tombstones,
        CancellationToken cancellationToken
    )
    {
        var requests = await db
            .MembershipRequests.AsNoTracking()
            .Where(row => row.State == RequestState.Open)
            .OrderBy(row => row.ReceivedAt)
            .ToListAsync(cancellationToken);
        if (requests.Count == 0)
        {
            return [];
        }

        var (addresses, lastNames) = (
            requests.Select(row => row.Email).ToList(),
            requests.Select(row => row.LastName.ToLowerInvariant()).ToList()
        );
        var members = await db
            .Members.AsNoTracking()
            .Where(row =>
                !db.Erasures.Any(erasure => erasure.MemberId == row.Id)
                && row.DisplayName != ""
                && (
                    addresses.Contains(row.Email!)
                    || (row.Email == null && (row.LastName == null || lastNames.Contains(row.LastName.ToLower())))
                )
            )
            .ToListAsync(cancellationToken);
        var open = new List<OpenRequest>(requests.Count);
        foreach (var request in requests)
        {
            var erased = await tombstones.SinceAsync(db, request.Email, request.FullName(), cancellationToken);
            open.Add(
                new(
                    request,
                    [.. members.Where(member => Fits(member, request)).Select(member => Known(member, request))],
                    erased?.At,
                    erased is { ByName: true }
                )
            );
        }

        return open;
    }

    private static bool Fits(Member member, MembershipRequest request) =>
        member.Email is null
            ? Same(member.DisplayName, request.DisplayName())
                || (Same(member.LastName, request.LastName) && Same(member.FirstName, request.FirstName))
            : member.Email == request.Email;

    private static bool Same(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static KnownMember Known(Member member, MembershipRequest request) =>
        new(
            member.Id,
            member.DisplayName,
            member.Email == request.Email,
            member.State == MemberState.Departed,
            member.MandateFrom,
            member.MandateUntil
        );
}
