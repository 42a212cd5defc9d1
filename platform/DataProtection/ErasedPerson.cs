using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// The mark that a person was erased here, by the SHA-256 of the id, so that a message which comes late brings nothing
/// back. Whoever does not have the id, which is random, learns nothing from it.
/// </summary>
[Data(Category.None)]
[Processing(
    "Sperrvermerk: wessen Angaben gelöscht wurden, als Prüfsumme der Kennung, damit verspätete Nachrichten nichts zurückbringen",
    Erasure = Erasure.Otherwise,
    Kept = "dauerhaft; ohne die Kennung lässt sich keine Person erkennen",
    SeenBy = "niemand"
)]
public sealed class ErasedPerson
{
    [Data(Category.Personal)]
    public required byte[] IdHash { get; init; }

    public DateTimeOffset ErasedAt { get; init; }

    public static byte[] Hash(Guid id) => SHA256.HashData(id.ToByteArray(bigEndian: true));
}

/// <summary>
/// Who is erased here, and the lock that orders an erasure and all that would write about the same person.
/// </summary>
public static class ErasedPeople
{
    /// <summary>
    /// Holds the person's lock until the transaction ends and tells whether the person was erased. Every consumer that
    /// writes about a person asks this first; an erasure takes the same lock, so nothing slips in behind it.
    /// </summary>
    public static async Task<bool> LockPersonAsync(this DbContext db, Guid id, CancellationToken cancellationToken)
    {
        var name = $"person {id}";
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({name}, 0))",
            cancellationToken
        );
        return await db.IsErasedAsync(id, cancellationToken);
    }

    public static Task<bool> IsErasedAsync(this DbContext db, Guid id, CancellationToken cancellationToken)
    {
        var hash = ErasedPerson.Hash(id);
        return db.Set<ErasedPerson>().AnyAsync(person => person.IdHash == hash, cancellationToken);
    }

    /// <summary>From the commit on, nothing about the person is taken in any more.</summary>
    public static Task MarkErasedAsync(
        this DbContext db,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"insert into erased_people (id_hash, erased_at) values ({ErasedPerson.Hash(id)}, {now}) on conflict do nothing",
            cancellationToken
        );
}
