using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// Keeps in the database who is signed in, so that every replica knows it and a restart forgets nobody. Tokens change
/// only by <see cref="ChangeAsync"/>, under the row's lock. While the database is away nobody is signed in, and public
/// pages still stand.
/// </summary>
public sealed partial class SignedInBrowsers(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    TimeProvider time,
    ILogger<SignedInBrowsers> logger
) : ITicketStore
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly object Away = new();
    private readonly IDataProtector protector = protection.CreateProtector("sessions");

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        WithAsync(async db =>
        {
            var browser = new SignedInBrowser
            {
                Id = Guid.NewGuid(),
                Ticket = Seal(ticket),
                ExpiresAt = time.GetUtcNow() + Lifetime,
            };
            db.SignedInBrowsers.Add(browser);
            await db.SaveChangesAsync();
            return browser.Id.ToString();
        });

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, null, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(
        string key,
        HttpContext? context,
        CancellationToken cancellationToken
    )
    {
        if (context?.Request.Path == SignInSettings.Callback)
        {
            // A new sign-in: what this browser held before ends, whoever put it there. The new one gets an id of
            // its own.
            await RemoveAsync(key);
            return null;
        }

        try
        {
            var id = Guid.Parse(key);
            var browser = await WithAsync(db =>
                db.SignedInBrowsers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            );
            return browser is null || browser.ExpiresAt < time.GetUtcNow() ? null : Open(browser);
        }
        catch (Exception e) when (InfrastructureFault.Is(e))
        {
            LogAway(InfrastructureFault.Name(e));
            context?.Items[Away] = true;
            return null;
        }
    }

    /// <summary>
    /// Lengthens the sign-in; the ticket, which may be older than the one in the database, is left aside.
    /// </summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        WithAsync(db =>
        {
            var (id, end) = (Guid.Parse(key), time.GetUtcNow() + Lifetime);
            return db
                .SignedInBrowsers.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, end));
        });

    public Task RemoveAsync(string key) =>
        WithAsync(db =>
        {
            var id = Guid.Parse(key);
            return db.SignedInBrowsers.Where(row => row.Id == id).ExecuteDeleteAsync();
        });

    /// <summary>Nobody knows who is signed in in this browser, because the database is away.</summary>
    public static bool AreAway(HttpContext context) => context.Items.ContainsKey(Away);

    /// <summary>The key of the row that a ticket came from.</summary>
    public static string? KeyOf(AuthenticationProperties? properties) =>
        properties?.GetParameter<string>(nameof(SignedInBrowser));

    /// <summary>
    /// Shows <paramref name="change"/> the ticket as it is now, and nobody else meanwhile; what it answers is kept.
    /// Null ends the sign-in. Null comes back too when the sign-in has ended already.
    /// </summary>
    public Task<AuthenticationTicket?> ChangeAsync(
        string key,
        Func<AuthenticationTicket, Task<AuthenticationTicket?>> change
    ) =>
        WithAsync(async db =>
        {
            var id = Guid.Parse(key);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var browser = (
                await db.SignedInBrowsers.FromSql($"select * from sessions where id = {id} for update").ToListAsync()
            ).SingleOrDefault();
            if (browser is null || Open(browser) is not { } ticket)
            {
                return null;
            }

            var changed = await change(ticket);
            if (changed is null)
            {
                db.SignedInBrowsers.Remove(browser);
            }
            else
            {
                browser.Ticket = Seal(changed);
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return changed;
        });

    public Task<int> ForgetEndedAsync(CancellationToken cancellationToken) =>
        WithAsync(db =>
        {
            var now = time.GetUtcNow();
            return db.SignedInBrowsers.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        });

    private byte[] Seal(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private AuthenticationTicket? Open(SignedInBrowser browser)
    {
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(browser.Ticket));
            if (ticket is not null)
            {
                (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc) = (
                    browser.ExpiresAt - Lifetime,
                    browser.ExpiresAt
                );
                ticket.Properties.SetParameter(nameof(SignedInBrowser), browser.Id.ToString());
            }

            return ticket;
        }
        catch (CryptographicException)
        {
            return null; // sealed by a key that is gone
        }
    }

    private async Task<T> WithAsync<T>(Func<PortalDbContext, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    [LoggerMessage(LogLevel.Warning, "The database of the portal is away, nobody is signed in: {Reason}")]
    private partial void LogAway(string reason);
}
