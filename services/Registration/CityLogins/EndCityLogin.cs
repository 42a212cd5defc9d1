using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Ends, in the caller's transaction, what came through a partner's login: its members' sessions and, where the login
/// is gone or another one now, the connections. A member who had switched mail off and has no passkey may use mail
/// again, or could never sign in again.
/// </summary>
internal static class EndCityLogin
{
    public static async Task Handle(
        RegistrationDbContext db,
        CityLogin login,
        bool forget,
        CancellationToken cancellationToken
    )
    {
        var partner = login.Partner;
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from device_sessions s using members m where m.id = s.account_id and m.partner = {partner} and s.method = 'city';
            update accounts a set mail_sign_in_off = false from members m, city_identities i
            where m.id = a.id and m.partner = {partner} and i.account_id = a.id and a.mail_sign_in_off
                and not exists (select from passkeys p where p.account_id = a.id)
            """,
            cancellationToken
        );
        if (forget)
        {
            await db.Database.ExecuteSqlAsync(
                $"delete from city_identities i using members m where m.id = i.account_id and m.partner = {partner}",
                cancellationToken
            );
        }
    }
}
