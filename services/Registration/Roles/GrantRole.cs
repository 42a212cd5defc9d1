using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.Roles;

/// <summary>
/// Gives a member a role. It counts from the next access token, and only where the member signs in with a passkey or
/// the city's login. Nothing changes for a member who has it already. Refuses members whose mandate has ended and
/// partners that do not take part.
/// </summary>
internal static class GrantRole
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid memberId,
        string role,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (granted, refused) = GrantedRole.Read(role, user);
        if (granted is null)
        {
            return refused!;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await db
            .Members.FromSql($"select * from members where id = {memberId} for update")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (found is not [var member])
        {
            return Problems.NotFound("member-unknown", "Dieses Mitglied gibt es nicht.");
        }

        if (member.Departed)
        {
            return Problems.Conflict("member-departed", "Das Mandat dieses Mitglieds ist beendet.");
        }

        if (
            granted.Partner.Length > 0
            && !await db.Partners.AnyAsync(partner => partner.Key == granted.Partner, cancellationToken)
        )
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        await OpenAccount.Handle(db, memberId, time.GetUtcNow(), cancellationToken);
        if (
            !await db.AccountRoles.AnyAsync(
                row => row.AccountId == memberId && row.Role == granted.Role && row.Partner == granted.Partner,
                cancellationToken
            )
        )
        {
            db.AccountRoles.Add(
                new AccountRole
                {
                    AccountId = memberId,
                    Role = granted.Role,
                    Partner = granted.Partner,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
