using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>What became of connecting; anything but <see cref="Connected"/> has changed nothing.</summary>
internal enum ConnectOutcome
{
    Connected,

    /// <summary>Another account has this very login.</summary>
    Taken,

    /// <summary>The account has another login of the city; that one has to go first.</summary>
    HasAnother,
    LoginGone,
    OtherPartner,
}

/// <summary>
/// Connects the login that waits with the member who is signed in, if it is that partner's member, and signs the member
/// in with it. Doing it twice is harmless. Whether the sign-in is strong enough is checked before, by
/// <see cref="Credentials.IsTooWeakAsync"/>.
/// </summary>
internal static class ConnectCityIdentity
{
    public static async Task<ConnectOutcome> Handle(
        HttpContext http,
        Guid account,
        PendingIdentityCookie waiting,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Credentials.LockAsync(db, account, cancellationToken);
        if (!await SignInWithCity.HoldAsync(db, waiting.Partner, waiting.Issuer, cancellationToken))
        {
            return ConnectOutcome.LoginGone;
        }

        if (
            !await db.Members.AnyAsync(
                member => member.Id == account && member.Partner == waiting.Partner && !member.Departed,
                cancellationToken
            )
        )
        {
            return ConnectOutcome.OtherPartner;
        }

        var now = time.GetUtcNow();
        var mine = await db.CityIdentities.SingleOrDefaultAsync(row => row.AccountId == account, cancellationToken);
        if (mine is not null && (mine.Issuer, mine.Subject) != (waiting.Issuer, waiting.Subject))
        {
            return ConnectOutcome.HasAnother;
        }

        if (mine is null)
        {
            if (
                await db.CityIdentities.AnyAsync(
                    row => row.Issuer == waiting.Issuer && row.Subject == waiting.Subject,
                    cancellationToken
                )
            )
            {
                return ConnectOutcome.Taken;
            }

            db.CityIdentities.Add(
                new CityIdentity
                {
                    Issuer = waiting.Issuer,
                    Subject = waiting.Subject,
                    AccountId = account,
                    ConnectedAt = now,
                }
            );
        }

        try
        {
            // Whoever connects has just come from the city's login, so this device counts as signed in by it from here
            // on.
            await SignInMember.Handle(http, account, SignInMethod.City, db, time, cancellationToken);
        }
        catch (DbUpdateException fault)
            when (fault.InnerException
                    is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation }
            )
        {
            return ConnectOutcome.Taken;
        }

        await transaction.CommitAsync(cancellationToken);
        return ConnectOutcome.Connected;
    }
}
