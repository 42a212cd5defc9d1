using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// Keeps who is signed in in the database, so that every replica knows it and a restart forgets nobody. Tokens change
/// only by
/// <see cref="ChangeAsync"/>, under the row's lock. While the database is away nobody is signed in, and public pages
/// still stand.
/// </summary>
public sealed partial class Sessions(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    TimeProvider time,
    ILogger<Sessions> logger
) : ITicketStore
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private readonly IDataProtector protector = protection.CreateProtector("sessions");

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        WithAsync(async db =>
        {
            var session = new PortalSession
            {
                Id = Guid.NewGuid(),
                Ticket = Seal(ticket),
                ExpiresAt = time.GetUtcNow() + Lifetime,
            };
            db.Sessions.Add(session);
            await db.SaveChangesAsync();
            return session.Id.ToString();
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
            // A new sign-in: what this browser held before ends, whoever put it there, and the new session gets an id
            // of its own.
            await RemoveAsync(key);
            return null;
        }

        try
        {
            var id = Guid.Parse(key);
            var session = await WithAsync(db =>
                db.Sessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            );
            return session is null || session.ExpiresAt < time.GetUtcNow() ? null : Open(session);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            LogAway(e.GetType().Name);
            return null;
        }
    }

    /// <summary>
    /// Lengthens the session; the ticket, which may be older than the one in the database, is left aside.
    /// </summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        WithAsync(db =>
        {
            var (id, end) = (Guid.Parse(key), time.GetUtcNow() + Lifetime);
            return db
                .Sessions.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, end));
        });

    public Task RemoveAsync(string key) =>
        WithAsync(db =>
        {
            var id = Guid.Parse(key);
            return db.Sessions.Where(row => row.Id == id).ExecuteDeleteAsync();
        });

    /// <summary>The key of the session that a ticket came from.</summary>
    public static string? KeyOf(AuthenticationProperties? properties) =>
        properties?.GetParameter<string>(nameof(PortalSession));

    /// <summary>
    /// Shows <paramref name="change"/> the session as it is now, and nobody else meanwhile; what it answers is kept.
    /// Null ends the session. Null comes back too when the session has ended already.
    /// </summary>
    public Task<AuthenticationTicket?> ChangeAsync(
        string key,
        Func<AuthenticationTicket, Task<AuthenticationTicket?>> change
    ) =>
        WithAsync(async db =>
        {
            var id = Guid.Parse(key);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var session = (
                await db.Sessions.FromSql($"select * from sessions where id = {id} for update").ToListAsync()
            ).SingleOrDefault();
            if (session is null || Open(session) is not { } ticket)
            {
                return null;
            }

            var changed = await change(ticket);
            if (changed is null)
            {
                db.Sessions.Remove(session);
            }
            else
            {
                session.Ticket = Seal(changed);
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return changed;
        });

    public Task<int> ForgetEndedAsync(CancellationToken cancellationToken) =>
        WithAsync(db =>
        {
            var now = time.GetUtcNow();
            return db.Sessions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        });

    private byte[] Seal(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private AuthenticationTicket? Open(PortalSession session)
    {
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(session.Ticket));
            if (ticket is not null)
            {
                (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc) = (
                    session.ExpiresAt - Lifetime,
                    session.ExpiresAt
                );
                ticket.Properties.SetParameter(nameof(PortalSession), session.Id.ToString());
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
