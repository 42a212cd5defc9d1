using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>Deletes tokens that ended more than a day ago or whose account is erased, device sessions whose cookie and
/// refresh tokens have ended, and invitations that nobody took.</summary>
internal static class PruneTokens
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static async Task RunAsync(
        IServiceScopeFactory scopes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictTokenManager>()
            .PruneAsync(now - Kept, cancellationToken);
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>()
            .PruneAsync(now - Kept, cancellationToken);
        var ended = now - SignInCookie.Lifetime - Kept;
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        await db.DeviceSessions.Where(session => session.LastUsedAt < ended).ExecuteDeleteAsync(cancellationToken);
        await db.Invitations.Where(invitation => invitation.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from open_iddict_tokens where not exists (select from accounts where id::text = subject);
            delete from open_iddict_authorizations where not exists (select from accounts where id::text = subject)
            """,
            cancellationToken
        );
    }
}
