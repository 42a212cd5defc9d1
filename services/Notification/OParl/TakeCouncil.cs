using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Takes the council that a walk has read into the city's list of members: by id, else by a name that only one has. Who
/// was in it by the last import and is in it no more gets a mandate that ended yesterday, unless something could not be
/// read or half the council would be gone. Nobody who is known loses an address, for OParl knows none that may be
/// taken.
/// </summary>
public static class TakeCouncil
{
    public static async Task<OParlReport> HandleAsync(
        NotificationDbContext db,
        Tombstones tombstones,
        string partner,
        Guid walkId,
        bool dryRun,
        DateOnly today,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        // What is planned must be what is written: nobody changes a member in between.
        await using var transaction = dryRun ? null : await db.Database.BeginTransactionAsync(cancellationToken);
        if (!dryRun)
        {
            await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        }

        var walk = await db.OParlWalks.SingleAsync(row => row.Id == walkId, cancellationToken);
        var people = CouncilPeople.Of(walk, await OParlWalkStore.ContentsAsync(db, walkId, cancellationToken), today);
        if (people.People.All(person => person.Over))
        {
            throw new OParlFault(
                "Der Rat hat nach Angaben des Servers zurzeit keine Mitglieder. Nichts wurde übernommen."
            );
        }

        var plan = CouncilChanges.Of(
            walk,
            people,
            await db.Members.AsNoTracking().ToListAsync(cancellationToken),
            today
        );

        // A term that was entered by hand is not touched.
        if (
            !dryRun
            && people.TermUntil is { } until
            && await CouncilTerms.CurrentAsync(db, today, cancellationToken) is null
        )
        {
            await CouncilTerms.SetAsync(db, partner, until, today, cancellationToken);
        }

        var batch = new MemberBatch([.. plan.Lines.Select(line => line.Record).OfType<MemberRecord>()], []);
        var taken = (
            await ImportMembers.HandleAsync(db, tombstones, partner, batch, dryRun, today, progress, cancellationToken)
        ).Lines.ToDictionary(line => line.Line);

        var report = new OParlReport(
            dryRun,
            walk.BodyName,
            walk.CouncilName,
            [.. plan.Lines.Select(line => line.Outcome ?? Outcome(line, taken[line.Record!.Line]))],
            [.. walk.Notes, .. plan.Notes]
        );
        if (!dryRun)
        {
            db.ChangeTracker.Clear();
            await db.OParlPages.Where(page => page.WalkId == walkId).ExecuteDeleteAsync(cancellationToken);
            var result = JsonSerializer.Serialize(
                new
                {
                    report.Taken,
                    report.Updated,
                    report.Unchanged,
                    report.LeftOut,
                    report.Faults,
                }
            );
            await db
                .OParlWalks.Where(row => row.Id == walkId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, OParlWalkState.Taken).SetProperty(row => row.Result, result),
                    cancellationToken
                );
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return report;
    }

    /// <summary>How a person of the server is marked in the city's list.</summary>
    public static string Reference(string id) =>
        $"oparl:{id}" is { Length: <= MemberRules.Longest } mark
            ? mark
            : $"oparl:sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    // By name alone it may be a namesake.
    private static OParlOutcome Outcome(CouncilLine line, LineOutcome outcome) =>
        outcome.Code == "erased" && line.Record!.Member is null
            ? new(
                line.Id,
                line.Record.DisplayName,
                LineResult.LeftOut,
                "erased",
                "Eine Person dieses Namens hat ihre Löschung verlangt. Ist es eine andere oder will sie wieder "
                    + "teilnehmen, nehmen Sie sie mit E-Mail-Adresse auf."
            )
            : new(
                line.Id,
                line.Record!.DisplayName,
                outcome.Result,
                outcome.Code ?? line.Code,
                string.Join(
                    " ",
                    new[] { outcome.Message, line.Remark, outcome.Doubt }.Where(text => !string.IsNullOrEmpty(text))
                )
                    is { Length: > 0 } text
                    ? text
                    : null
            )
            {
                Changes = outcome.Result == LineResult.Updated ? outcome.Change!.Fields : [],
            };
}
