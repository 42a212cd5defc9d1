using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>
/// Takes an invitation: shows for whom it is, registers the first passkey, and only then makes the person and uses the
/// code up, all at once. A code that is used, old or wrong gets the same answer. The code leaves the address for a
/// cookie of this page alone.
/// </summary>
public abstract class InvitationPage<TUser, TInvitation>(
    SignInManager<TUser> identity,
    TimeProvider time,
    string path,
    string home
) : PasskeyPage
    where TUser : class
    where TInvitation : class, IInvitation
{
    private const string CookieName = "einladung";
    private const int LongestCode = 100;

    public TInvitation? Invitation { get; private set; }

    protected abstract DbContext Database { get; }

    protected TimeProvider Time => time;

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "c")] string? code,
        CancellationToken cancellationToken
    )
    {
        if (code is { Length: > 0 and <= LongestCode })
        {
            Response.Cookies.Append(CookieName, code, Cookie());
            return new SeeOther(path);
        }

        return await FindAsync(cancellationToken) ? Page() : Gone();
    }

    public async Task<IActionResult> OnPostOptionenAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken)
            ? await CreationOrders(identity, Invitation!.PersonId, Invitation.PersonName)
            : Gone();

    /// <summary>What the page's button does; each service says in its log of changes who came in.</summary>
    protected async Task<IActionResult> AcceptAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return Gone();
        }

        if (await AttestAsync(identity) is not { } passkey)
        {
            return Refuse();
        }

        await using var transaction = await Database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        TUser user;
        try
        {
            user = ComeIn(Invitation!, passkey, now);
            Database.Remove(Invitation!);
            await Database.SaveChangesAsync(cancellationToken);
            await identity.UserManager.AddOrUpdatePasskeyAsync(user, passkey);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Whoever deletes the row has used the code; the other of two finds none, or the person there already.
            return Gone();
        }

        await SignInAsync(user, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Response.Cookies.Delete(CookieName, Cookie());
        return new SeeOther(home);
    }

    /// <summary>
    /// Adds the person to what is saved next. From here on it is the invited who acts, also for the log of changes: sets
    /// the request's user.
    /// </summary>
    protected abstract TUser ComeIn(TInvitation invitation, UserPasskeyInfo passkey, DateTimeOffset now);

    protected abstract Task SignInAsync(TUser user, DateTimeOffset now, CancellationToken cancellationToken);

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 and <= LongestCode } code)
        {
            return false;
        }

        var (hash, now) = (InvitationCode.Hash(code), time.GetUtcNow());
        Invitation = await Database
            .Set<TInvitation>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.CodeHash == hash && row.ExpiresAt > now, cancellationToken);
        return Invitation is not null;
    }

    private StatusCodeResult Gone()
    {
        ProblemPage.Explain(
            HttpContext,
            "Diese Einladung gilt nicht mehr",
            "Sie ist schon benutzt oder älter als 24 Stunden. Bitte lassen Sie sich eine neue geben."
        );
        return StatusCode(StatusCodes.Status410Gone);
    }

    private CookieOptions Cookie() => CarefulCookie.For(HttpContext, path, TimeSpan.FromHours(1));
}
