using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// One person: change what the city knows, end the mandate, and delete who came into the list by mistake.
/// </summary>
public sealed class MemberModel(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : MemberPage(db, tombstones, partner, time)
{
    [BindProperty]
    public DateOnly? LetzterTag { get; set; }

    /// <summary>Asked before somebody is deleted whom the hub knows.</summary>
    [BindProperty]
    public bool Irrtum { get; set; }

    public override string Action => $"/mitglieder/{Member.Id}";

    public override string Send => "Speichern";

    public Member Member { get; private set; } = null!;

    public DateOnly Day => Today;

    public bool MayEnd => Member.State != MemberState.Departed && !(Member.MandateUntil < Today);

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (Fields, LetzterTag) = (MemberForm.Of(Member), Today);
        return Page();
    }

    [Audited("member", Operation = "ChangeMember")]
    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        ModelState.Remove(nameof(LetzterTag));
        LetzterTag = Today;
        if (Member.Email is not null && string.IsNullOrWhiteSpace(Fields.Email))
        {
            return Again(
                "Email",
                "Eine Adresse lässt sich ändern, aber nicht entfernen. Wenn die Person nicht mehr dabei sein soll, beenden Sie das Mandat."
            );
        }

        (Fields.Reference, Fields.Stand) = (Member.Reference, Fields.Stand ?? "");
        return await SaveAsync(Fields.ToRecord(id), cancellationToken)
            ?? GoOn($"/mitglieder/{id}", "Die Angaben sind gespeichert.");
    }

    [Audited("member", Operation = "EndMandate")]
    public async Task<IActionResult> OnPostEndeAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Fields = MemberForm.Of(Member);
        ModelState.Clear();
        if (LetzterTag is null)
        {
            return Again(nameof(LetzterTag), "Bitte geben Sie den letzten Tag des Mandats als Datum an.");
        }

        Fields.MandateUntil = LetzterTag;
        if (Fields.MandateFrom > LetzterTag)
        {
            return Again(nameof(LetzterTag), "Der letzte Tag liegt vor dem Beginn des Mandats.");
        }

        return await SaveAsync(
                Fields.ToRecord(id) with
                {
                    Known = MemberFields.MandateUntil,
                    Email = null,
                },
                cancellationToken
            ) ?? GoOn($"/mitglieder/{id}", $"Das Mandat endet am {GermanTime.Day(LetzterTag.Value)}.");
    }

    [Audited("member", Operation = "RemoveMember")]
    public async Task<IActionResult> OnPostEntfernenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) && Member.Version > 0 && !Irrtum)
        {
            ModelState.Clear();
            (Fields, LetzterTag) = (MemberForm.Of(Member), Today);
            return Again(nameof(Irrtum), "Bitte bestätigen Sie, dass die Person irrtümlich eingetragen ist.");
        }

        // An old database counts from where the hub has been long ago.
        if (Member?.Version > 0 && await Db.AwaitsFactsAsync(cancellationToken))
        {
            return Explain(
                StatusCodes.Status409Conflict,
                AwaitedFacts.Title,
                "Bitte löschen Sie den Eintrag etwas später."
            );
        }

        await DeleteMember.HandleAsync(Db, City, id, Now, cancellationToken);
        return GoOn("/mitglieder", "Der Eintrag ist gelöscht.");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        Id = id;
        Member = (
            await Db
                .Members.AsNoTracking()
                .SingleOrDefaultAsync(member => member.Id == id && member.DisplayName != "", cancellationToken)
        )!;
        return Member is not null;
    }
}
