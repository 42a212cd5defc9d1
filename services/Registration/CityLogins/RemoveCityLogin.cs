using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Removes a partner's own login with all connections and the sessions that came through it. Nothing happens when there
/// is none.
/// </summary>
internal static class RemoveCityLogin
{
    public static async Task<NoContent> Handle(
        string partner,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await db
            .CityLogins.FromSql($"select * from city_logins where partner = {partner} for update")
            .ToListAsync(cancellationToken);
        if (found is [var login])
        {
            await EndCityLogin.Handle(db, login, forget: true, cancellationToken);
            db.CityLogins.Remove(login);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
