using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>A page with the form for one person; what it saves goes the way of every import.</summary>
public abstract class MemberPage(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : AdministratorPage
{
    [BindProperty(Name = "")]
    public MemberForm Fields { get; set; } = new();

    /// <summary>Of a new person made by the form, so that sending it twice makes one; else the person's.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>Where the form goes, and what its button says.</summary>
    public abstract string Action { get; }

    public abstract string Send { get; }

    protected NotificationDbContext Db => db;

    protected string City => partner.Value.Key;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected DateOnly Today => time.Today();

    /// <summary>Null: it is done, or nothing had changed; else the form with what is wrong.</summary>
    protected async Task<IActionResult?> SaveAsync(MemberRecord record, CancellationToken cancellationToken)
    {
        foreach (
            var field in new[] { nameof(MemberForm.MandateFrom), nameof(MemberForm.MandateUntil) }.Where(name =>
                ModelState[name]?.Errors.Count > 0
            )
        )
        {
            // The framework's own words are English.
            ModelState[field]!.Errors.Clear();
            ModelState.AddModelError(field, "Bitte geben Sie ein Datum an.");
        }

        foreach (var (field, _, message) in MemberRules.Faults(record))
        {
            ModelState.AddModelError(field is nameof(MemberRecord.Reference) ? "" : field, message);
        }

        if (!ModelState.IsValid)
        {
            return Again();
        }

        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return Again("", AwaitedFacts.SaveLater);
        }

        var report = await ImportMembers.HandleAsync(
            db,
            tombstones,
            partner.Value.Key,
            new([record], []),
            dryRun: false,
            Today,
            null,
            cancellationToken
        );
        if (report.Lines is not [{ Result: LineResult.LeftOut } refused])
        {
            return null;
        }

        return refused.Code is ImportMembers.Changed
            ? await CompareAsync(refused.Message!, cancellationToken)
            : Again(refused.Code is "address-taken" ? nameof(MemberForm.Email) : "", refused.Message!);
    }

    /// <summary>
    /// What was typed stands there again beside what somebody else has written; the next time it is meant to replace
    /// that.
    /// </summary>
    private async Task<IActionResult> CompareAsync(string message, CancellationToken cancellationToken)
    {
        var now = MemberForm.Of(
            await db.Members.AsNoTracking().SingleAsync(member => member.Id == Id, cancellationToken)
        );
        Fields.Stand = now.Stand;
        return Again(
            "",
            $"{message} Dort steht jetzt: {Fields.OtherThan(now)}. "
                + "Im Formular stehen Ihre Angaben; wenn Sie noch einmal speichern, gelten diese."
        );
    }
}
