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
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts (id, created_at, security_stamp, mail_sign_in_off)
            values ({member}, {now}, {RandomNumberGenerator.GetHexString(32)}, false) on conflict do nothing
            """,
            cancellationToken
        );
}
