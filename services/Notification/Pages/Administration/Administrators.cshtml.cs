using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Administration;

/// <summary>
/// Who may open these pages: invite another person, take an invitation back, take the access away. The last
/// administrator stays.
/// </summary>
public sealed class AdministratorsModel(NotificationDbContext db, IDataProtectionProvider protection, TimeProvider time)
    : AdministratorPage
{
    private const string Path = "/verwaltung";
    private const string LinkCookie = "einladungslink";

    /// <summary>Made by the form, so that a form that is sent twice invites once.</summary>
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<Administrator> Administrators { get; private set; } = [];

    public IReadOnlyList<AdministratorInvitation> Invitations { get; private set; } = [];

    /// <summary>The address of the invitation that was just made.</summary>
    public string? Link { get; private set; }

    public Guid Me => AdministratorId;

    private IDataProtector Seal => protection.CreateProtector("invitation link");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.Cookies[LinkCookie] is { Length: > 0 and < 1000 } kept)
        {
            Response.Cookies.Delete(LinkCookie, Careful());
            Link = Open(kept);
        }

        return await ShowAsync(cancellationToken);
    }

    [Audited("administrator", Operation = "InviteAdministrator")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (InviteAdministrator.ReadName(Name) is not { } name)
        {
            ModelState.AddModelError(
                nameof(Name),
                $"Bitte geben Sie den Namen der Person an, mit höchstens {Administrator.LongestName} Zeichen."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        if (Id == Guid.Empty || await db.Administrators.AnyAsync(row => row.Id == Id, cancellationToken))
        {
            return GoOn(Path, "Diese Einladung ist schon angenommen.");
        }

        var code = await InviteAdministrator.HandleAsync(db, Id, name, time.GetUtcNow(), cancellationToken);
        Response.Cookies.Append(
            LinkCookie,
            Seal.Protect(InviteAdministrator.LinkOf(new Uri($"{Request.Scheme}://{Request.Host}/"), code)),
            Careful()
        );
        return GoOn(Path, $"{name} ist eingeladen.");
    }

    [Audited("administrator", Operation = "TakeInvitationBack")]
    public async Task<IActionResult> OnPostZurueckziehenAsync(CancellationToken cancellationToken)
    {
        if (
            await db.AdministratorInvitations.SingleOrDefaultAsync(
                row => row.AdministratorId == Id,
                cancellationToken
            ) is
            { } invitation
        )
        {
            db.Remove(invitation);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Taken back twice at one moment, or accepted just now: gone it is.
        }

        return GoOn(Path, "Die Einladung gilt nicht mehr.");
    }

    [Audited("administrator", Operation = "RemoveAdministrator")]
    public async Task<IActionResult> OnPostEntfernenAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of two removals at once one finds the last administrator.
        await db.Database.ExecuteSqlAsync($"lock table administrators in share row exclusive mode", cancellationToken);
        var all = await db.Administrators.ToListAsync(cancellationToken);
        if (all.Find(row => row.Id == Id) is { } gone)
        {
            if (all.Count == 1)
            {
                return Explain(
                    StatusCodes.Status409Conflict,
                    "Der letzte Zugang bleibt",
                    "Sonst käme niemand mehr auf diese Seiten. Laden Sie zuerst eine andere Person ein; wenn sie sich "
                        + "angemeldet hat, können Sie diesen Zugang entfernen."
                );
            }

            db.Remove(gone);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return GoOn(Path, "Der Zugang ist entfernt und gilt sofort nicht mehr.");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Administrators = await db
            .Administrators.AsNoTracking()
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
        Invitations = await db
            .AdministratorInvitations.AsNoTracking()
            .Where(row => row.ExpiresAt > now)
            .OrderBy(row => row.ExpiresAt)
            .ToListAsync(cancellationToken);
        Id = Id == Guid.Empty ? Guid.CreateVersion7(now) : Id;
        return Page();
    }

    private string? Open(string kept)
    {
        try
        {
            return Seal.Unprotect(kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Careful() => CarefulCookie.For(HttpContext, Path, TimeSpan.FromMinutes(5));
}
