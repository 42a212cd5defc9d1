using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// The council's term, with which mandates end that have no end of their own, and who took over whose seat.
/// </summary>
public sealed class MandatesModel(NotificationDbContext db, IOptions<Partner> partner, TimeProvider time)
    : AdministratorPage
{
    public const string Path = "/mitglieder/mandate";

    /// <summary>The term's last day as a browser sends it; empty: no term.</summary>
    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public Guid Predecessor { get; set; }

    [BindProperty]
    public Guid Successor { get; set; }

    public IReadOnlyList<(Member Successor, Member Predecessor)> Links { get; private set; } = [];

    public IReadOnlyList<Choice> Leaving { get; private set; } = [];

    public IReadOnlyList<Choice> Following { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(true, cancellationToken);

    [Audited("members", Operation = "SetCouncilTerm")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var today = time.Today();
        DateOnly? until = GermanDate.TryRead(Until, out var day) ? day : null;
        if (!string.IsNullOrWhiteSpace(Until) && (until is null || until < today || until > today.AddYears(20)))
        {
            ModelState.AddModelError(
                nameof(Until),
                "Bitte geben Sie einen Tag an, der nicht vergangen ist und in den nächsten 20 Jahren liegt, oder lassen Sie das Feld leer."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(false, cancellationToken);
        }

        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return await LaterAsync(nameof(Until), false, cancellationToken);
        }

        var changed = await CouncilTerms.SetAsync(db, partner.Value.Key, until, today, cancellationToken);
        return GoOn(
            Path,
            changed == 0 ? "Gespeichert." : $"Gespeichert. Das Ende von {changed} Mandaten hat sich geändert."
        );
    }

    [Audited("members", Operation = "FollowMember")]
    public async Task<IActionResult> OnPostNachfolgeAsync(CancellationToken cancellationToken)
    {
        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return await LaterAsync(nameof(Successor), true, cancellationToken);
        }

        if (
            await SucceedMember.HandleAsync(db, partner.Value.Key, Successor, Predecessor, cancellationToken)
            is not { } refusal
        )
        {
            return GoOn(Path, "Die Nachfolge ist eingetragen.");
        }

        ModelState.AddModelError(nameof(Successor), refusal);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync(true, cancellationToken);
    }

    [Audited("members", Operation = "UnlinkSuccessor")]
    public async Task<IActionResult> OnPostLoesenAsync(CancellationToken cancellationToken)
    {
        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return await LaterAsync(nameof(Successor), true, cancellationToken);
        }

        if (await db.Members.FindAsync([Successor], cancellationToken) is { } member)
        {
            member.PredecessorId = null;
        }

        await db.SaveChangesAsync(cancellationToken);
        return GoOn(Path, "Die Nachfolge ist gelöst.");
    }

    private Task<IActionResult> LaterAsync(string field, bool load, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, AwaitedFacts.SaveLater);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return ShowAsync(load, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(bool load, CancellationToken cancellationToken)
    {
        var today = time.Today();
        if (load)
        {
            Until = $"{await CouncilTerms.CurrentAsync(db, today, cancellationToken):yyyy-MM-dd}";
        }

        var members = await db
            .Members.AsNoTracking()
            .Where(member => member.LastName != null)
            .OrderBy(member => member.LastName)
            .ThenBy(member => member.FirstName)
            .ToListAsync(cancellationToken);
        var byId = members.ToDictionary(member => member.Id);
        Links =
        [
            .. members
                .Where(member => member.PredecessorId is { } id && byId.ContainsKey(id))
                .Select(member => (member, byId[member.PredecessorId!.Value])),
        ];
        var followed = Links.Select(link => link.Predecessor.Id).ToHashSet();
        Leaving =
        [
            .. members
                .Where(member =>
                    !followed.Contains(member.Id)
                    && (
                        member.MandateUntil < today
                        || (member.MandateUntil is not null && member.MandateEnd != MandateEnd.Term)
                    )
                )
                .Select(member => new Choice(
                    $"{member.Id}",
                    $"{member.LastName}, {member.FirstName} (bis {member.MandateUntil:dd.MM.yyyy})"
                )),
        ];
        Following =
        [
            .. members
                .Where(member =>
                    member.PredecessorId is null
                    && !(member.MandateUntil < today)
                    && member.State != MemberState.Departed
                )
                .Select(member => new Choice($"{member.Id}", $"{member.LastName}, {member.FirstName}")),
        ];
        return Page();
    }
}
