using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Members.Uploads;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// Takes a members file from the browser and holds it; nothing is taken in before it was looked at and confirmed.
/// </summary>
[LargeFile]
public sealed class ImportModel(NotificationDbContext db, TimeProvider time) : AdministratorPage
{
    /// <summary>Made by the form, so that a file that is sent twice is held once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public IFormFile? Datei { get; set; }

    public string? Fault { get; private set; }

    public void OnGet() => Id = Guid.CreateVersion7();

    [Audited("members", Operation = "UploadMembers")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Fault = Datei switch
        {
            null => "Bitte wählen Sie eine Datei aus.",
            { Length: 0 } => "Die Datei ist leer.",
            { Length: > MemberFile.LargestFile } => MemberFile.TooLarge,
            _ => null,
        };
        if (Fault is not null)
        {
            return Again(nameof(Datei), Fault);
        }

        if (Id == Guid.Empty)
        {
            Id = Guid.CreateVersion7();
        }

        if (!await db.MemberUploads.AnyAsync(upload => upload.Id == Id, cancellationToken))
        {
            var content = new byte[Datei!.Length];
            await using (var stream = Datei.OpenReadStream())
            {
                await stream.ReadExactlyAsync(content, cancellationToken);
            }

            db.Add(
                new MemberUpload
                {
                    Id = Id,
                    AdministratorId = AdministratorId,
                    UploadedAt = time.GetUtcNow(),
                }
            );
            db.Add(new UploadedFile { Id = Id, Content = content });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation())
            {
                // The same form was sent twice at one moment; the file is held.
                db.ChangeTracker.Clear();
            }
        }

        return new Site.SeeOther($"/mitglieder/import/{Id}");
    }
}
