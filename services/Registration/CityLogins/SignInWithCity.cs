using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>The outcome for a person whom a city's login has vouched for.</summary>
internal enum CityOutcome
{
    SignedIn,

    /// <summary>Nobody has connected this subject yet.</summary>
    Unknown,

    /// <summary>It is connected with a member of another partner, for whom this partner's login says nothing.</summary>
    OtherPartner,

    /// <summary>The login was switched off or changed meanwhile.</summary>
    LoginGone,
}

/// <summary>
/// Signs in the member that is connected with a subject of a partner's login, if it is this partner's member. Holds the
/// login and the connection meanwhile: of a sign-in and a removal at the same time either the sign-in is refused, or
/// its session ends with the others.
/// </summary>
internal static class SignInWithCity
{
    public static async Task<CityOutcome> Handle(
        HttpContext http,
        CityLogin login,
        string subject,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await HoldAsync(db, login.Partner, login.Issuer, cancellationToken))
        {
            return CityOutcome.LoginGone;
        }

        var identity = (
            await db
                .CityIdentities.FromSql(
                    $"select * from city_identities where issuer = {login.Issuer} and subject = {subject} for share"
                )
                .AsNoTracking()
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();
        if (identity is null)
        {
            return CityOutcome.Unknown;
        }

        if (
            !await db.Members.AnyAsync(
                member => member.Id == identity.AccountId && member.Partner == login.Partner,
                cancellationToken
            )
        )
        {
            return CityOutcome.OtherPartner;
        }

        if (
            await SignInMember.Handle(http, identity.AccountId, SignInMethod.City, db, time, cancellationToken)
            != SignInOutcome.SignedIn
        )
        {
            return CityOutcome.Unknown;
        }

        await transaction.CommitAsync(cancellationToken);
        return CityOutcome.SignedIn;
    }

    /// <summary>Whether the login still counts; holds it as it is until the transaction ends.</summary>
    public static async Task<bool> HoldAsync(
        RegistrationDbContext db,
        string partner,
        string issuer,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .CityLogins.FromSql($"select * from city_logins where partner = {partner} for share")
                .AsNoTracking()
                .ToListAsync(cancellationToken)
        )
            is [{ Enabled: true } login]
        && login.Issuer == issuer;
}
