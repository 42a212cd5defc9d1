using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>Makes and finds <see cref="Tombstone"/>s with the city's own key (HMAC-SHA-256, RFC 2104).</summary>
public sealed class Tombstones
{
    private readonly IReadOnlyList<byte[]> keys;

    private Tombstones(IReadOnlyList<byte[]> keys) => this.keys = keys;

    public static Tombstones OpenOrCreate(string directory) =>
        new([
            .. KeyFiles
                .OpenOrCreate(directory, "tombstones", Make)
                .Select(pem => Convert.FromBase64String(string.Concat(pem.Split('\n')[1..^1]))),
        ]);

    /// <summary>
    /// In the caller's transaction: neither this Kennung nor this address is taken from a file any more.
    /// </summary>
    public async Task PlaceAsync(
        NotificationDbContext db,
        Member member,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var mark in Marks(member.Reference, member.Email)
                .Append(
                    NameMark(member.LastName is null ? member.DisplayName : $"{member.FirstName} {member.LastName}")
                )
        )
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into tombstones (hash, since) values ({HMACSHA256.HashData(keys[^1], mark)}, {now}) on conflict do nothing",
                cancellationToken
            );
        }
    }

    /// <summary>
    /// The records whose people asked to be erased. Where a source has neither address nor Kennung, as a council
    /// information system, the name is all there is: a namesake is kept out too, until somebody takes that person in
    /// with an address.
    /// </summary>
    public async Task<HashSet<MemberRecord>> FindAsync(
        NotificationDbContext db,
        IEnumerable<MemberRecord> lines,
        CancellationToken cancellationToken
    )
    {
        var known = (await db.Tombstones.Select(tombstone => tombstone.Hash).ToListAsync(cancellationToken))
            .Select(Convert.ToHexString)
            .ToHashSet();
        return known.Count == 0
            ? []
            : [.. lines.Where(line => HashesOf(line).Any(hash => known.Contains(Convert.ToHexString(hash))))];
    }

    /// <summary>The person wants to take part again; returns how many marks there were.</summary>
    public async Task<int> RemoveAsync(
        NotificationDbContext db,
        string reference,
        string email,
        CancellationToken cancellationToken
    )
    {
        var hashes = HashesOf(CleanText.Line(reference), email).ToList();
        return await db
            .Tombstones.Where(tombstone => hashes.Contains(tombstone.Hash))
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// When whoever has this address asked to be erased, else somebody of this name; null: nobody did.
    /// </summary>
    public async Task<(DateTimeOffset At, bool ByName)?> SinceAsync(
        NotificationDbContext db,
        string email,
        string name,
        CancellationToken cancellationToken
    )
    {
        if (await SinceAsync(db, HashesOf(null, email), cancellationToken) is { } own)
        {
            return (own, false);
        }

        return await SinceAsync(db, NamesOf(name), cancellationToken) is { } namesake ? (namesake, true) : null;
    }

    /// <summary>
    /// Removes the mark of whoever has this address and, where a name is given, of whoever has it, and with it that of
    /// the Kennung, which was placed at the same moment.
    /// </summary>
    public async Task RemoveAllOfAsync(
        NotificationDbContext db,
        string email,
        string? name,
        CancellationToken cancellationToken
    )
    {
        var hashes = HashesOf(null, email).Concat(name is null ? [] : NamesOf(name)).ToList();
        await db
            .Tombstones.Where(tombstone =>
                db.Tombstones.Any(own => hashes.Contains(own.Hash) && own.Since == tombstone.Since)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static Task<DateTimeOffset?> SinceAsync(
        NotificationDbContext db,
        IEnumerable<byte[]> marks,
        CancellationToken cancellationToken
    )
    {
        var hashes = marks.ToList();
        return db
            .Tombstones.Where(tombstone => hashes.Contains(tombstone.Hash))
            .Select(tombstone => (DateTimeOffset?)tombstone.Since)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private IEnumerable<byte[]> HashesOf(MemberRecord record) =>
        record is { Email: null, Member: null } && (record.Reference is null || record.Source is not null)
            ? HashesOf(record.Reference, null).Concat(NamesOf($"{record.FirstName} {record.LastName}"))
            : HashesOf(record.Reference, record.Email);

    private IEnumerable<byte[]> HashesOf(string? reference, string? email) =>
        Marks(reference, email).SelectMany(mark => keys.Select(key => HMACSHA256.HashData(key, mark)));

    private IEnumerable<byte[]> NamesOf(string name) => keys.Select(key => HMACSHA256.HashData(key, NameMark(name)));

    // However it was typed.
    private static byte[] NameMark(string name)
    {
        return Encoding.UTF8.GetBytes($"name:{CleanText.Line(name)?.ToLowerInvariant()}");
    }

    private static IEnumerable<byte[]> Marks(string? reference, string? email)
    {
        if (!string.IsNullOrEmpty(reference))
        {
            yield return Encoding.UTF8.GetBytes($"reference:{reference}");
        }

        if (!string.IsNullOrEmpty(email))
        {
            yield return Encoding.UTF8.GetBytes($"email:{MailboxSpelling.Of(email)}");
        }
    }

    private static string Make() =>
        $"-----BEGIN TOMBSTONE KEY-----\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n-----END TOMBSTONE KEY-----";
}
