using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Members.Uploads;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// One uploaded file: first what it would do and which column means what; once confirmed how far it is; then what
/// became of each line that was left out.
/// </summary>
public sealed class UploadModel(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : AdministratorPage
{
    public const int MostNotNamed = 300;
    private const int OnAPage = 100;

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>The number of the column for each meaning, -1 for none.</summary>
    [BindProperty]
    public Dictionary<MemberColumn, int> Spalte { get; set; } = [];

    /// <summary>The line of the headings, and which it was when the form was made.</summary>
    [BindProperty]
    public int Kopfzeile { get; set; }

    [BindProperty]
    public int BisherKopfzeile { get; set; }

    /// <summary>The page of the people in the preview.</summary>
    [BindProperty(SupportsGet = true)]
    public int Personen { get; set; } = 1;

    public MemberUpload Upload { get; private set; } = null!;

    public MemberColumns? Columns { get; private set; }

    public ImportReport? Report { get; private set; }

    public IReadOnlyList<LineOutcome> LeftOut { get; private set; } = [];

    /// <summary>
    /// Who would be new, changed or over, doubtful ones first; of people who stay as they are only those.
    /// </summary>
    public IReadOnlyList<LineOutcome> People { get; private set; } = [];

    public int PeoplePages { get; private set; } = 1;

    /// <summary>What is known of the file before it is taken in; else null.</summary>
    public MemberFile? List { get; private set; }

    public int Pages { get; private set; }

    public bool Waiting { get; private set; }

    public string Progress =>
        Waiting ? $"{AwaitedFacts.Title}. Die Liste wird eingelesen, sobald sie da sind."
        : Upload.Total == 0 ? "Die Datei wird gelesen."
        : $"{Upload.Done} von {Upload.Total} Personen sind bearbeitet.";

    public string Heading =>
        Upload.State switch
        {
            UploadState.Uploaded => "Vorschau der Liste",
            UploadState.Confirmed => "Die Liste wird eingelesen",
            UploadState.Done => "Die Liste ist eingelesen",
            _ => "Nicht eingelesen",
        };

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } gone)
        {
            return gone;
        }

        Report = Upload.Result;
        if (Upload.State == UploadState.Uploaded)
        {
            await TryAsync(cancellationToken);
        }
        else
        {
            Waiting = await db.AwaitsFactsAsync(cancellationToken);
        }

        var all = Report?.Lines.Where(line => line.Result == LineResult.LeftOut).ToList() ?? [];
        Pages = Math.Max(1, (all.Count + OnAPage - 1) / OnAPage);
        Seite = Math.Clamp(Seite, 1, Pages);
        LeftOut = [.. all.Skip((Seite - 1) * OnAPage).Take(OnAPage)];
        ShowPeople();
        ModelState.Clear();
        return Page();
    }

    [Audited("members", Operation = "ChooseColumns")]
    public async Task<IActionResult> OnPostSpaltenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } gone)
        {
            return gone;
        }

        // What was chosen belongs to the headings that were shown.
        var columns = JsonSerializer.Serialize(
            new ColumnWishes(
                Kopfzeile == BisherKopfzeile
                    ? Spalte.Where(pair => Enum.IsDefined(pair.Key) && pair.Value is >= -1 and < 1000).ToDictionary()
                    : [],
                Kopfzeile is > 0 and <= HeaderRow.Furthest ? Kopfzeile : null
            )
        );
        await ChangeAsync(id, upload => upload.Columns = columns, cancellationToken);
        return new SeeOther($"/mitglieder/import/{id}");
    }

    [Audited("members", Operation = "ImportMembers")]
    public async Task<IActionResult> OnPostUebernehmenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } gone)
        {
            return gone;
        }

        await ChangeAsync(id, upload => upload.State = UploadState.Confirmed, cancellationToken);
        return new SeeOther($"/mitglieder/import/{id}");
    }

    [Audited("members", Operation = "DiscardUpload")]
    public async Task<IActionResult> OnPostVerwerfenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        await ChangeAsync(id, upload => db.Remove(upload), cancellationToken);
        return GoOn("/mitglieder/import", "Die Datei ist gelöscht.");
    }

    /// <summary>For each meaning the columns to choose from and the one that is chosen.</summary>
    public IEnumerable<(MemberColumn Column, string Label, IReadOnlyList<Choice> Choices, string Chosen)> Choices(
        MemberColumns columns
    )
    {
        IReadOnlyList<Choice> all =
        [
            new("-1", "nicht in der Datei"),
            .. columns.Header.Select(
                (title, at) => new Choice($"{at}", title.Length > 0 ? title : $"{at + 1}. Spalte")
            ),
        ];
        foreach (var column in Enum.GetValues<MemberColumn>())
        {
            yield return (
                column,
                MemberColumns.LabelOf(column),
                all,
                columns.Chosen.TryGetValue(column, out var at) ? $"{at}" : "-1"
            );
        }
    }

    /// <summary>Whom a line names that was left out; only while nothing is taken in.</summary>
    public string? NameOf(LineOutcome line) =>
        line.Change is { } change
            ? FullName.Shown(change.Title, change.FirstName, change.LastName)
            : List?.Names.GetValueOrDefault(line.Line);

    /// <summary>In German, what happens to somebody.</summary>
    public static string Words(LineOutcome line) =>
        line switch
        {
            { Result: LineResult.Taken } => "neu",
            { Change.Ends: true } => "Mandat endet",
            { Result: LineResult.Updated } => "geändert",
            _ => "bleibt, wie es ist",
        };

    private void ShowPeople()
    {
        var shown = (Report?.Lines ?? [])
            .Where(line => line is { Change: not null, Result: not LineResult.LeftOut })
            .Where(line => line.Result != LineResult.Unchanged || line.Doubt is not null)
            .OrderBy(line =>
                line.Doubt is not null ? 0
                : line.Change!.Ends ? 1
                : line.Result == LineResult.Updated ? 2
                : 3
            )
            .ThenBy(line => line.Line)
            .ToList();
        PeoplePages = Math.Max(1, (shown.Count + OnAPage - 1) / OnAPage);
        Personen = Math.Clamp(Personen, 1, PeoplePages);
        People = [.. shown.Skip((Personen - 1) * OnAPage).Take(OnAPage)];
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var content = await db
            .UploadedFiles.Where(file => file.Id == Upload.Id)
            .Select(file => file.Content)
            .SingleAsync(cancellationToken);
        var file = MemberFile.Read(content, Upload.Wanted);
        (List, Columns) = (file, file.Columns);
        Report = await ImportMembers.HandleAsync(
            db,
            tombstones,
            partner.Value.Key,
            file.Batch,
            dryRun: true,
            time.Today(),
            null,
            cancellationToken
        );
    }

    // Of two clicks the second may find that it was taken in already, or discarded. Saved, not executed, so that the log
    // of changes has it.
    private async Task ChangeAsync(Guid id, Action<MemberUpload> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await db
                .MemberUploads.FromSql($"select * from member_uploads where id = {id} for update")
                .ToListAsync(cancellationToken)
            is [{ State: UploadState.Uploaded } upload]
        )
        {
            change(upload);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IActionResult?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - MemberUpload.Held;
        var found = await db
            .MemberUploads.AsNoTracking()
            .SingleOrDefaultAsync(
                upload => upload.Id == id && (upload.State != UploadState.Uploaded || upload.UploadedAt > since),
                cancellationToken
            );
        if (found is null)
        {
            return Explain(
                StatusCodes.Status410Gone,
                "Diese Datei ist nicht mehr da",
                "Eine hochgeladene Liste wird höchstens eine Stunde aufgehoben. Bitte laden Sie sie noch einmal hoch."
            );
        }

        Upload = found;
        return null;
    }
}
