using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Uploads;
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
    private const int OnAPage = 100;

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>The number of the column for each meaning, -1 for none.</summary>
    [BindProperty]
    public Dictionary<MemberColumn, int> Spalte { get; set; } = [];

    public MemberUpload Upload { get; private set; } = null!;

    public MemberColumns? Columns { get; private set; }

    public ImportReport? Report { get; private set; }

    public IReadOnlyList<LineOutcome> LeftOut { get; private set; } = [];

    public int Pages { get; private set; }

    public bool Waiting { get; private set; }

    public string Progress =>
        Waiting ? "Die Angaben der Zentrale sind noch nicht da. Die Liste wird eingelesen, sobald sie da sind."
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
            Waiting = !await db.Installations.AnyAsync(
                installation => installation.HoldResend == null,
                cancellationToken
            );
        }

        var all = Report?.Lines.Where(line => line.Result == LineResult.LeftOut).ToList() ?? [];
        Pages = Math.Max(1, (all.Count + OnAPage - 1) / OnAPage);
        Seite = Math.Clamp(Seite, 1, Pages);
        LeftOut = [.. all.Skip((Seite - 1) * OnAPage).Take(OnAPage)];
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

        var columns = JsonSerializer.Serialize(
            Spalte.Where(pair => Enum.IsDefined(pair.Key) && pair.Value is >= 0 and < 1000).ToDictionary()
        );
        await db
            .MemberUploads.Where(upload => upload.Id == id && upload.State == UploadState.Uploaded)
            .ExecuteUpdateAsync(set => set.SetProperty(upload => upload.Columns, columns), cancellationToken);
        return new SeeOther($"/mitglieder/import/{id}");
    }

    [Audited("members", Operation = "ImportMembers")]
    public async Task<IActionResult> OnPostUebernehmenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } gone)
        {
            return gone;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of two clicks the second may find that it was taken in already, or discarded.
        if (
            await db
                .MemberUploads.FromSql($"select * from member_uploads where id = {id} for update")
                .ToListAsync(cancellationToken)
            is [{ State: UploadState.Uploaded } upload]
        )
        {
            upload.State = UploadState.Confirmed;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SeeOther($"/mitglieder/import/{id}");
    }

    [Audited("members", Operation = "DiscardUpload")]
    public async Task<IActionResult> OnPostVerwerfenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        await db
            .MemberUploads.Where(upload => upload.Id == id && upload.State == UploadState.Uploaded)
            .ExecuteDeleteAsync(cancellationToken);
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

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var content = await db
            .UploadedFiles.Where(file => file.Id == Upload.Id)
            .Select(file => file.Content)
            .SingleAsync(cancellationToken);
        var file = MemberFile.Read(content, Upload.Wanted);
        Columns = file.Columns;
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
