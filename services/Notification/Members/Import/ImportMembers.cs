using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Erasures;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// Takes the city's members from a batch, whatever it was read from, in one transaction (the caller's, where there is
/// one): new ones are kept and, with an address, enrolled at the hub, known ones brought up to date. Whom the batch
/// does not name stays; a mandate ends by its last day only. What cannot be taken is left out and explained; whoever
/// asked to be erased is left out and counted. The same batch again changes nothing.
/// </summary>
public static class ImportMembers
{
    /// <summary>The code of a record that was made from something else than what stands there now.</summary>
    public const string Changed = "changed-meanwhile";

    private const int SaveEvery = 500;

    /// <summary>Tells <paramref name="progress"/> how many records are done.</summary>
    public static async Task<ImportReport> HandleAsync(
        NotificationDbContext db,
        Tombstones tombstones,
        string partner,
        MemberBatch batch,
        bool dryRun,
        DateOnly today,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;

        // Two imports at once would each enrol the same people.
        if (!dryRun)
        {
            await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        }

        var members = await db.Members.ToListAsync(cancellationToken);
        var matching = new MemberMatching(members, batch.Records);
        var (erased, repeated, named) = (
            await tombstones.FindAsync(db, batch.Records, cancellationToken),
            new DuplicateRows(),
            new HashSet<Guid>()
        );
        var term = await CouncilTerms.CurrentAsync(db, today, cancellationToken);
        var report = new ImportReport(dryRun);
        report.Lines.AddRange(batch.LeftOut);
        var done = 0;
        foreach (var record in batch.Records)
        {
            var swapped = matching.IsSwapped(record);
            var outcome =
                repeated.Refuse(record)
                ?? (
                    erased.Contains(record)
                        ? Erased(record)
                        : Apply(db, partner, matching, report, Ending(record, term), today)
                );
            outcome = outcome with
            {
                Doubt =
                    outcome.Result == LineResult.LeftOut ? null
                    : swapped
                        ? $"Vor- und Nachname sind wohl vertauscht: In der Liste stehen sie andersherum. {record.Doubt}".Trim()
                    : record.Doubt,
                Change = outcome.Change ?? MemberChange.Of(record),
            };
            report.Lines.Add(outcome);
            if (outcome.Member is { } id)
            {
                named.Add(id);
            }

            if (++done % SaveEvery != 0)
            {
                continue;
            }

            if (!dryRun)
            {
                await db.SaveChangesAsync(cancellationToken);
            }

            progress?.Report(done);
        }

        report.NotNamed =
        [
            .. members
                .Where(member =>
                    member.State != MemberState.Departed && member.DisplayName.Length > 0 && !named.Contains(member.Id)
                )
                .Select(member => member.DisplayName)
                .Order(StringComparer.Ordinal),
        ];
        report.NotInFile = report.NotNamed.Count;
        report.WithoutContact = members.Count(member =>
            member is { Email: null, Version: > 0, State: not MemberState.Departed }
        );
        report.Lines.Sort((a, b) => a.Line.CompareTo(b.Line));
        progress?.Report(done);
        if (dryRun)
        {
            // What was only tried must not be saved with what the caller does next.
            db.ChangeTracker.Clear();
            return report;
        }

        await db.SaveChangesAsync(cancellationToken);
        await ReportEndedMandates.HandleAsync(db, partner, today, cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return report;
    }

    private static LineOutcome Apply(
        NotificationDbContext db,
        string partner,
        MemberMatching matching,
        ImportReport report,
        MemberRecord record,
        DateOnly today
    )
    {
        var (member, code, message) = matching.Find(record);
        if (code is not null)
        {
            return LineOutcome.Out(record.Line, code, message!);
        }

        var result = LineResult.Updated;
        if (member is null && record.MandateUntil < today)
        {
            return LineOutcome.Out(record.Line, "mandate-over", "Das Mandat ist schon beendet.");
        }

        if (member is null)
        {
            (member, result) = (new Member { Id = record.Member ?? Guid.CreateVersion7() }, LineResult.Taken);
            db.Add(member);
        }
        else if (record.Expected is not null && record.Expected != member.Fingerprint() && Differs(member, record))
        {
            return LineOutcome.Out(record.Line, Changed, "Jemand hat diese Person inzwischen geändert.");
        }
        else if (member is { Reference: null, FirstName: null })
        {
            report.Completed++;
        }
        else if (!Differs(member, record))
        {
            return new(record.Line, LineResult.Unchanged) { Member = member.Id };
        }

        var (before, current) = (
            result == LineResult.Taken ? null : MemberChange.FieldsOf(member),
            !(member.MandateUntil < today)
        );
        Take(db, partner, member, record, today);
        matching.Took(member);
        var missing = member.Email is null;
        return new(
            record.Line,
            result,
            missing ? "no-address" : null,
            missing ? "Ohne E-Mail-Adresse: Die Person steht in der Liste und wird erst mit Adresse eingeladen." : null
        )
        {
            Member = member.Id,
            Change = MemberChange.Of(before, member) with { Ends = current && member.MandateUntil < today },
        };
    }

    private static MemberRecord Ending(MemberRecord record, DateOnly? term)
    {
        var (until, end) = CouncilTerms.Ending(record.MandateFrom, record.MandateUntil, term);
        return end == MandateEnd.Term ? record with { MandateUntil = until, MandateEnd = end } : record;
    }

    private static LineOutcome Erased(MemberRecord record) =>
        LineOutcome.Out(
            record.Line,
            "erased",
            "Diese Person hat ihre Löschung verlangt und wird nicht wieder aufgenommen (Befehl readmit hebt das auf)."
        );

    private static bool Differs(Member member, MemberRecord record)
    {
        var known = record.Known;
        return (member.FirstName, member.LastName) != (record.FirstName, record.LastName)
            || (record.Email is not null && record.Email != member.Email)
            || (record.Reference is not null && member.Reference is null)
            || (record.Source is not null && record.Source != member.Source)
            || (known.HasFlag(MemberFields.Title) && member.Title != record.Title)
            || (known.HasFlag(MemberFields.Faction) && member.Faction != record.Faction)
            || (known.HasFlag(MemberFields.Role) && member.Role != record.Role)
            || (known.HasFlag(MemberFields.MandateFrom) && member.MandateFrom != record.MandateFrom)
            || (
                known.HasFlag(MemberFields.MandateUntil)
                && (member.MandateUntil, member.MandateEnd) != (record.MandateUntil, record.MandateEnd)
            );
    }

    private static void Take(
        NotificationDbContext db,
        string partner,
        Member member,
        MemberRecord record,
        DateOnly today
    )
    {
        var before = (member.DisplayName, member.MandateFrom, member.MandateUntil);
        var known = record.Known;
        member.Title = known.HasFlag(MemberFields.Title) ? record.Title : member.Title;
        member.Faction = known.HasFlag(MemberFields.Faction) ? record.Faction : member.Faction;
        member.Role = known.HasFlag(MemberFields.Role) ? record.Role : member.Role;
        member.MandateFrom = known.HasFlag(MemberFields.MandateFrom) ? record.MandateFrom : member.MandateFrom;
        if (known.HasFlag(MemberFields.MandateUntil) || (member.Version == 0 && member.MandateUntil is null))
        {
            (member.MandateUntil, member.MandateEnd) = (record.MandateUntil, record.MandateEnd);
        }

        member.Source = record.Source ?? member.Source;
        (member.FirstName, member.LastName, member.Reference) = (
            record.FirstName,
            record.LastName,
            member.Reference ?? record.Reference
        );
        (member.DisplayName, member.Email) = (
            (record with { Title = member.Title }).DisplayName,
            record.Email ?? member.Email
        );

        var back = member.MandateEndReported && (member.MandateUntil is null || member.MandateUntil >= today);
        if (back)
        {
            member.MandateEndReported = false;
        }

        // The hub hears of a person when there is an address to invite to; from then on of every change.
        var tell =
            member.Version == 0
                ? member.Email is not null
                : back || before != (member.DisplayName, member.MandateFrom, member.MandateUntil);
        if (!tell)
        {
            return;
        }

        member.Version++;
        db.SendToHub(
            partner,
            new MemberEnrolled(
                partner,
                member.Id,
                member.Version,
                member.DisplayName,
                member.MandateFrom,
                member.MandateUntil
            )
        );
    }
}
