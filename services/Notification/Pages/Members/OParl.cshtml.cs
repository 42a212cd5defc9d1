using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// Takes the council from the city's information system: the address, then how far the reading is, then what would
/// happen to whom, and on confirmation that. Reading goes on without anybody watching; a preview is good for a day.
/// </summary>
public sealed class OParlModel(
    NotificationDbContext db,
    Tombstones tombstones,
    ContinueOParlWalks reader,
    IOptions<Partner> partner,
    IOptions<OParlSettings> settings,
    TimeProvider time
) : AdministratorPage
{
    public const string Path = "/mitglieder/oparl";
    public const int MostShown = 300;

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Organization { get; set; }

    /// <summary>
    /// The reading that a button belongs to; one that is over is not confirmed by a form that was left open.
    /// </summary>
    [BindProperty]
    public Guid Id { get; set; }

    public OParlWalk? Walk { get; private set; }

    /// <summary>What would happen.</summary>
    public OParlReport? Preview { get; private set; }

    /// <summary>What to choose from where a reading stopped because it could not tell; else empty.</summary>
    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    public IReadOnlyList<Choice> Councils { get; private set; } = [];

    /// <summary>Why there is no preview although all is read.</summary>
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        (Address, Body, Organization) = (Walk?.Address, Walk?.WantedBody, Walk?.WantedCouncil);
        return Page();
    }

    [Audited("members", Operation = "ReadOParl")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (address, fault) = OParlAddress.Of(Address, settings.Value.AllowHttp);
        if (address is null || IsUnusable(Body) || IsUnusable(Organization))
        {
            await LoadAsync(cancellationToken);
            return Again(
                address is null ? nameof(Address)
                    : IsUnusable(Body) ? nameof(Body)
                    : nameof(Organization),
                fault ?? "Das ist zu lang oder enthält Steuerzeichen."
            );
        }

        // Reading again after a preview means reading anew.
        await db
            .OParlWalks.Where(walk => walk.Origin == OParlWalk.Page && walk.State == OParlWalkState.Ready)
            .ExecuteDeleteAsync(cancellationToken);
        await OParlWalkStore.BeginAsync(
            db,
            OParlWalk.Page,
            address,
            Wish(Body),
            Wish(Organization),
            time.GetUtcNow(),
            cancellationToken
        );
        reader.Wake();
        return GoOn(Path, "Das Einlesen hat begonnen.");
    }

    [Audited("members", Operation = "ImportOParl")]
    public async Task<IActionResult> OnPostUebernehmenAsync(CancellationToken cancellationToken)
    {
        if (
            !await db.OParlWalks.AnyAsync(
                walk => walk.Id == Id && walk.State == OParlWalkState.Ready,
                cancellationToken
            )
        )
        {
            return GoOn(Path, "Dieser Stand ist schon übernommen oder verworfen.");
        }

        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return Explain(
                StatusCodes.Status409Conflict,
                AwaitedFacts.Title,
                "Bitte übernehmen Sie die Mitglieder etwas später; sonst könnte jemand doppelt angelegt werden."
            );
        }

        try
        {
            var report = await TakeCouncil.HandleAsync(
                db,
                tombstones,
                partner.Value.Key,
                Id,
                dryRun: false,
                time.Today(),
                null,
                cancellationToken
            );
            return GoOn(Path, $"Übernommen. {report.Sentence()}.");
        }
        catch (OParlFault fault)
        {
            return Explain(StatusCodes.Status409Conflict, "Nichts wurde übernommen", fault.Message);
        }
    }

    [Audited("members", Operation = "DiscardOParl")]
    public async Task<IActionResult> OnPostVerwerfenAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Saved, not executed, so that the log of changes has it; of two clicks the second finds none.
        db.OParlWalks.RemoveRange(
            await db
                .OParlWalks.FromSql($"select * from oparl_walks where id = {Id} for update")
                .ToListAsync(cancellationToken)
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return GoOn(Path, "Das Eingelesene ist verworfen.");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - OParlWalkStore.Life;
        Walk = await db
            .OParlWalks.AsNoTracking()
            .SingleOrDefaultAsync(walk => walk.Origin == OParlWalk.Page && walk.StartedAt > oldest, cancellationToken);
        if (Walk is { State: OParlWalkState.Stopped, Council: null })
        {
            await LoadChoicesAsync(Walk, cancellationToken);
        }

        if (Walk?.State != OParlWalkState.Ready)
        {
            return;
        }

        try
        {
            Preview = await TakeCouncil.HandleAsync(
                db,
                tombstones,
                partner.Value.Key,
                Walk.Id,
                dryRun: true,
                time.Today(),
                null,
                cancellationToken
            );
        }
        catch (OParlFault fault)
        {
            Fault = fault.Message;
        }
    }

    private async Task LoadChoicesAsync(OParlWalk walk, CancellationToken cancellationToken)
    {
        var contents = await OParlWalkStore.ContentsAsync(db, walk.Id, cancellationToken);
        if (walk.Body is null)
        {
            Bodies =
            [
                .. contents
                    .SelectMany(content => content.Bodies)
                    .DistinctBy(body => body.Id)
                    .Take(MostShown)
                    .Select(body => new Choice(body.Id, body.Name ?? body.ShortName ?? body.Id)),
            ];
            return;
        }

        Councils =
        [
            .. ChooseCouncil
                .Selectable(
                    [.. contents.SelectMany(content => content.Organizations).DistinctBy(found => found.Id)],
                    time.Today()
                )
                .Take(MostShown)
                .Select(found => new Choice(found.Id, found.Name ?? found.Id)),
        ];
    }

    private static string? Wish(string? typed) => CleanText.Line(typed);

    private static bool IsUnusable(string? typed) =>
        typed is not null && (typed.Length > 500 || typed.Any(char.IsControl));
}
