using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Ends, in the caller's transaction, what came through a partner's login: its members' sessions and, where the login
/// is gone or another one now, the connections. Who had switched mail off and has no passkey may use mail again, or
/// nobody could let them in any more.
/// </summary>
internal static class EndCityLogin
{
    public static async Task Handle(
        RegistrationDbContext db,
        CityLogin login,
        bool forget,
        CancellationToken cancellation
    )
    {
        var partner = login.Partner;
        await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM device_sessions s USING members m WHERE m.id = s.account_id AND m.partner = {partner} AND s.method = 'city';
            UPDATE accounts a SET mail_sign_in_off = false FROM members m, city_identities i
            WHERE m.id = a.id AND m.partner = {partner} AND i.account_id = a.id AND a.mail_sign_in_off
                AND NOT EXISTS (SELECT FROM passkeys p WHERE p.account_id = a.id)
            """,
            cancellation
        );
        if (forget)
        {
            await db.Database.ExecuteSqlAsync(
                $"DELETE FROM city_identities i USING members m WHERE m.id = i.account_id AND m.partner = {partner}",
                cancellation
            );
        }
    }
}
