using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Site.Passkeys;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// Makes the one-time code by which somebody becomes an administrator; told once, kept as a hash, good for 24 hours.
/// The verb <c>administrator NAME</c> prints it as an address: for the first administrator, and when all passkeys are
/// lost. Exit code 0: printed, 2: wrong call.
/// </summary>
internal static class InviteAdministrator
{
    /// <summary>The process's exit code when the first argument is <c>administrator</c>; else null.</summary>
    public static async Task<int?> InviteAdministratorWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["administrator", ..])
        {
            return null;
        }

        var name = ReadName(string.Join(' ', args.Skip(1)));
        if (name is null)
        {
            await Console.Error.WriteLineAsync(
                $"Bitte nennen Sie die Person: administrator NAME (höchstens {Administrator.LongestName} Zeichen)"
            );
            return 2;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.Add(AuditEntry.ByCommand("InviteAdministrator", "administrator", id.ToString(), now));
        var code = await HandleAsync(db, id, name, now, CancellationToken.None);
        var address = app
            .Services.GetRequiredService<IOptions<AdministrationSettings>>()
            .Value.AddressFor(app.Services.GetRequiredService<IConfiguration>());
        Console.WriteLine(LinkOf(address, code));
        await Console.Error.WriteLineAsync(
            "Öffnen Sie diese Adresse innerhalb von 24 Stunden im Browser und legen Sie dort einen Passkey an. "
                + "Sie gilt einmal."
        );
        return 0;
    }

    /// <summary>
    /// Invites, in one save with what the caller added; the same <paramref name="id"/> again ends the code that was
    /// told before.
    /// </summary>
    public static async Task<string> HandleAsync(
        NotificationDbContext db,
        Guid id,
        string name,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await db.AdministratorInvitations.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var code = InvitationCode.New();
        var invitation =
            await db.AdministratorInvitations.SingleOrDefaultAsync(row => row.AdministratorId == id, cancellationToken)
            ?? db.Add(new AdministratorInvitation { AdministratorId = id }).Entity;
        (invitation.Name, invitation.CodeHash, invitation.ExpiresAt) = (
            name,
            InvitationCode.Hash(code),
            now + InvitationCode.Life
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return code;
        }
        catch (DbUpdateException e)
            when (e is DbUpdateConcurrencyException
                || (e.IsUniqueViolation() && db.Entry(invitation).State == EntityState.Added)
            )
        {
            // The same form was sent twice at one moment, or the invitation is gone since: what is there now gets the
            // code.
            db.Entry(invitation).State = EntityState.Detached;
            return await HandleAsync(db, id, name, now, cancellationToken);
        }
    }

    public static string LinkOf(Uri address, string code) => $"{address}einladung?c={code}";

    /// <summary>Null: that is no name.</summary>
    public static string? ReadName(string? text) =>
        CleanText.Characters(text)?.Trim() is { Length: > 0 and <= Administrator.LongestName } name
        && !name.Any(char.IsControl)
            ? name
            : null;
}
