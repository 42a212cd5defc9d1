using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken<System.Guid>;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// The refresh tokens of one sign-in of one frontend, of which one is good at a time. A frontend that never got, or
/// lost, the answer to a renewal asks again with the same token: that is no replay as long as nobody has used a
/// successor, and what was given before is replaced (docs/decisions/005). One request at a time: the family's row is
/// locked until <see cref="KeepRotation"/>.
/// </summary>
internal static class TokenFamily
{
    /// <summary>False: this token was used up before and may not come again.</summary>
    public static async Task<bool> AdmitAsync(
        RegistrationDbContext db,
        Guid family,
        Guid token,
        bool isRefreshToken,
        CancellationToken cancellationToken
    )
    {
        // Ended with the request when nothing commits it.
        await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select from open_iddict_authorizations where id = {family} for update",
            cancellationToken
        );
        var shown = await db.Set<Token>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == token, cancellationToken);
        if (shown?.Status != Statuses.Redeemed)
        {
            return true;
        }

        var others = db.Set<Token>()
            .Where(row => row.Authorization!.Id == family && row.Type == shown.Type && row.Id != token);
        if (
            !isRefreshToken
            || await others.AnyAsync(row => row.RedemptionDate > shown.RedemptionDate, cancellationToken)
        )
        {
            return false;
        }
        // As if used long ago: anyone who shows one of these does so after its successor was used.
        await others
            .Where(row => row.Status == Statuses.Valid)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Status, Statuses.Redeemed)
                        .SetProperty(row => row.RedemptionDate, DateTime.UnixEpoch),
                cancellationToken
            );
        return true;
    }
}

/// <summary>
/// Commits what a request for tokens has changed, all at once and before anybody reads the answer: a process that dies
/// before has used nothing up.
/// </summary>
internal sealed class KeepRotation(RegistrationDbContext db)
    : IOpenIddictServerHandler<OpenIddictServerEvents.ApplyTokenResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<OpenIddictServerEvents.ApplyTokenResponseContext>()
            .UseScopedHandler<KeepRotation>()
            .SetOrder(int.MinValue)
            .Build();

    public async ValueTask HandleAsync(OpenIddictServerEvents.ApplyTokenResponseContext context)
    {
        if (db.Database.CurrentTransaction is { } transaction)
        {
            await transaction.CommitAsync(context.CancellationToken);
        }
    }
}
