using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>Makes a member's account where there is none yet; twice is harmless.</summary>
internal static class OpenAccount
{
    public static Task Handle(
        RegistrationDbContext db,
        Guid member,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO accounts (id, created_at, security_stamp, mail_sign_in_off)
            VALUES ({member}, {now}, {RandomNumberGenerator.GetHexString(32)}, false) ON CONFLICT DO NOTHING
            """,
            cancellation
        );
}
