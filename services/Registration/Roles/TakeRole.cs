using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Roles;

/// <summary>
/// Takes a role back; it is gone from the next access token. Nothing changes for a member who does not have it. Refuses
/// to take away the last organiser or the last operator, whoever asks, because then nobody could give the role any
/// more.
/// </summary>
internal static class TakeRole
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid memberId,
        string role,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var (taken, refused) = GrantedRole.Read(role, user);
        if (taken is null)
        {
            return refused!;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // All who have the role are locked, in one order: of two who leave at once, the second finds itself the last.
        var holders = await db
            .AccountRoles.FromSql(
                $"select * from account_roles where role = {taken.Role} and partner = {taken.Partner} order by account_id for update"
            )
            .ToListAsync(cancellationToken);
        if (holders.Find(row => row.AccountId == memberId) is not { } mine)
        {
            return TypedResults.NoContent();
        }

        var others = holders.Where(row => row.AccountId != memberId).Select(row => row.AccountId).ToList();
        if (
            taken.Partner.Length == 0
            && !await db.Members.AnyAsync(member => others.Contains(member.Id) && !member.Departed, cancellationToken)
        )
        {
            return Problems.Conflict(
                "last-of-role",
                "Das ist die letzte Person mit diesem Recht. Geben Sie es zuerst einer anderen."
            );
        }

        db.AccountRoles.Remove(mine);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
