using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Removes a partner's own login with all connections and the sessions that came through it. Where there is none,
/// nothing happens.
/// </summary>
internal static class RemoveCityLogin
{
    public static async Task<NoContent> Handle(string partner, RegistrationDbContext db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await db
            .CityLogins.FromSql($"SELECT * FROM city_logins WHERE partner = {partner} FOR UPDATE")
            .ToListAsync(cancellation);
        if (found is [var login])
        {
            await EndCityLogin.Handle(db, login, forget: true, cancellation);
            db.CityLogins.Remove(login);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return TypedResults.NoContent();
    }
}
