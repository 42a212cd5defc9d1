using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Notification.Erasures;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Takes the city's members from a file: new ones are enrolled at the hub, known ones (by Kennung) brought up to date. Whom the file no longer names
/// stays; a mandate ends by its Mandatsende only. Broken lines are left out and explained; whoever asked to be erased is left out and counted.
/// </summary>
public static class ImportMembers
{
    public static async Task<ImportReport> HandleAsync(
        NotificationDbContext db, Tombstones tombstones, string partner, MemberFile file, bool dryRun, DateOnly today, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Two imports at once would each enrol the same people.
        await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", ct);
        var members = await db.Members.ToListAsync(ct);
        var known = members.Where(member => member.Reference is not null).ToDictionary(member => member.Reference!);
        var withoutContact = members.Where(member => member.Reference is null && member.DisplayName.Length > 0)
            .ToLookup(member => member.DisplayName);
        var taken = members.Where(member => member is { Email: not null, State: not MemberState.Departed })
            .ToDictionary(member => member.Email!, member => member.Id);
        var sameName = file.Lines.CountBy(line => line.DisplayName).ToDictionary();

        var report = new ImportReport(dryRun) { Faults = [.. file.Faults] };
        var erased = await tombstones.FindAsync(db, file.Lines, ct);
        foreach (var line in file.Lines)
        {
            if (erased.Contains(line))
            {
                report.Erased++;
                continue;
            }

            var member = known.GetValueOrDefault(line.Reference);
            if (taken.TryGetValue(line.Email, out var owner) && owner != member?.Id)
            {
                report.Faults.Add(new(line.Line, "Die E-Mail-Adresse gehört schon zu einer anderen Kennung."));
                continue;
            }

            if (member is null && withoutContact[line.DisplayName].ToList() is [var remembered] && sameName[line.DisplayName] == 1)
            {
                member = remembered;
                report.Completed++;
            }
            else if (member is null)
            {
                member = new Member { Id = Guid.CreateVersion7() };
                db.Add(member);
                report.Added++;
            }
            else if (Differs(member, line))
            {
                report.Changed++;
            }
            else
            {
                report.Unchanged++;
                continue;
            }

            taken[line.Email] = member.Id;
            Take(db, partner, member, line, today);
        }

        report.NotInFile = known.Keys.Except(file.Lines.Select(line => line.Reference)).Count();
        report.WithoutContact = members.Count(member => member is { Reference: null, State: not MemberState.Departed });
        report.Faults.Sort((a, b) => a.Line.CompareTo(b.Line));
        if (dryRun)
            return report;

        await db.SaveChangesAsync(ct);
        await EndMandates.HandleAsync(db, partner, today, ct);
        await transaction.CommitAsync(ct);
        return report;
    }

    private static bool Differs(Member member, MemberLine line) =>
        (member.FirstName, member.LastName, member.Title, member.Email, member.Faction, member.Role, member.MandateFrom, member.MandateUntil)
        != (line.FirstName, line.LastName, line.Title, line.Email, line.Faction, line.Role, line.MandateFrom, line.MandateUntil);

    private static void Take(NotificationDbContext db, string partner, Member member, MemberLine line, DateOnly today)
    {
        var back = member.MandateEndReported && (line.MandateUntil is null || line.MandateUntil >= today);
        var enrol = member.Version == 0 || back
            || (member.DisplayName, member.MandateFrom, member.MandateUntil) != (line.DisplayName, line.MandateFrom, line.MandateUntil);
        (member.Reference, member.DisplayName, member.Email) = (line.Reference, line.DisplayName, line.Email);
        (member.FirstName, member.LastName, member.Title) = (line.FirstName, line.LastName, line.Title);
        (member.Faction, member.Role, member.MandateFrom, member.MandateUntil) = (line.Faction, line.Role, line.MandateFrom, line.MandateUntil);
        if (!enrol)
            return;

        if (back)
            member.MandateEndReported = false;
        member.Version++;
        db.SendToHub(partner, new MemberEnrolled(partner, member.Id, member.Version, member.DisplayName, member.MandateFrom, member.MandateUntil));
    }
}
