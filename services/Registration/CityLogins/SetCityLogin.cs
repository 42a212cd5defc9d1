using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Sets a partner's own login. The secret may be left out while issuer and client stay the same; it never goes to an
/// issuer for which it was not given. A new issuer or client ends all connections, since subjects may mean other people
/// there; that, and switching the login off, ends the sessions that came through it. The same again changes nothing.
/// </summary>
internal static class SetCityLogin
{
    private const int LongestSecret = 500;

    public sealed record SetCityLoginRequest(string? Issuer, string? ClientId, string? ClientSecret, bool? Enabled);

    public static async Task<Results<Ok<ShowCityLogin.Response>, ProblemHttpResult>> Handle(
        string partner,
        SetCityLoginRequest request,
        RegistrationDbContext db,
        CitySecrets secrets,
        IOptions<SignInSettings> settings,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var issuer = CityIssuer.Read(errors, request.Issuer, settings.Value.LocalCityLogins);
        var client = errors.ReadLine(
            "clientId",
            "client-id",
            request.ClientId,
            CityLogin.LongestClientId,
            "Bitte geben Sie die Client-ID an, unter der Ihr Login die Stadtgespräche kennt."
        );
        var secret = errors.ReadLine("clientSecret", "client-secret", request.ClientSecret, LongestSecret);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The partner's row is the lock, since the login's own row may not be there yet. That row is locked as well,
        // for those who rely on it as their last way to sign in.
        if (
            (
                await db
                    .Partners.FromSql($"select * from partners where key = {partner} for update")
                    .ToListAsync(cancellationToken)
            ).Count == 0
        )
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        var login = (
            await db
                .CityLogins.FromSql($"select * from city_logins where partner = {partner} for update")
                .ToListAsync(cancellationToken)
        ).SingleOrDefault();
        var moves = login is not null && (login.Issuer, login.ClientId) != (issuer, client);
        if (secret is null && (login is null || moves))
        {
            errors.Add(
                "clientSecret",
                "client-secret-missing",
                "Bitte geben Sie das Client-Geheimnis an. Zu einer neuen Adresse oder Client-ID gehört es noch einmal."
            );
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var enabled = request.Enabled ?? true;
        if (login is null)
        {
            db.CityLogins.Add(
                new CityLogin
                {
                    Partner = partner,
                    Issuer = issuer!,
                    ClientId = client!,
                    SealedSecret = secrets.Seal(partner, secret!),
                    Enabled = enabled,
                    ChangedAt = time.GetUtcNow(),
                }
            );
        }
        else
        {
            if (moves || (login.Enabled && !enabled))
            {
                await EndCityLogin.Handle(db, login, forget: moves, cancellationToken);
            }

            (login.Issuer, login.ClientId, login.Enabled) = (issuer!, client!, enabled);
            if (secret is not null && secrets.Open(login) != secret)
            {
                login.SealedSecret = secrets.Seal(partner, secret);
            }

            if (db.ChangeTracker.HasChanges())
            {
                login.ChangedAt = time.GetUtcNow();
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(await ShowCityLogin.OfAsync(db, settings.Value, partner, cancellationToken));
    }
}
