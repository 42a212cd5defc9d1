using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// An organiser removes a partner, for good: from the commit on the partner is no longer heard, its members' sign-ins
/// and roles are gone, and <see cref="RunRemovals"/> deletes the rest. <c>confirmation</c> is the partner's key,
/// typed by hand. Asked again, it shows the removal that exists already. Refuses the hub's own partner, and a partner
/// that has the last organiser or operator.
/// </summary>
internal static class StartRemoval
{
    public sealed record StartRemovalRequest(string? Confirmation);

    public static async Task<Results<Accepted<RemovalView>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "partner")] string key,
        StartRemovalRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (request.Confirmation?.Trim() != key)
        {
            var errors = new FieldErrors();
            errors.Add(
                "confirmation",
                "confirmation-wrong",
                "Bitte geben Sie zur Bestätigung das Kürzel der Kommune ein."
            );
            return errors.ToProblem();
        }

        if (key == InviteOrganiser.Hub)
        {
            return Problems.Conflict("partner-is-the-hub", "Die Zentrale selbst kann nicht austreten.");
        }

        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync<Results<Accepted<RemovalView>, ProblemHttpResult>>(async () =>
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await RemovalGate.CloseAsync(db, key, cancellationToken);
                var found = await db
                    .Partners.FromSql($"select * from partners where key = {key} for update")
                    .ToListAsync(cancellationToken);
                if (found is not [var partner])
                {
                    return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
                }

                if (
                    await db
                        .Removals.Include(row => row.Parts)
                        .SingleOrDefaultAsync(row => row.Partner == key, cancellationToken) is
                    { } known
                )
                {
                    return TypedResults.Accepted((string?)null, RemovalView.Of(known));
                }

                if (await TakesLastAsync(db, key, cancellationToken))
                {
                    return Problems.Conflict(
                        "last-of-role",
                        "Aus dieser Kommune kommt die letzte Person der Organisation oder des Betriebs. Geben Sie "
                            + "das Recht zuerst einer anderen."
                    );
                }

                // A suspended partner gets its rights back, because it has to hear the last message.
                var provisioned = partner.State == PartnerState.Suspended ? null : partner.ProvisionedAt;
                (partner.State, partner.Version, partner.ProvisionedAt) = (
                    PartnerState.Leaving,
                    partner.Version + 1,
                    provisioned
                );
                db.Publish(partner.Told());
                var removal = db.Removals.Add(New(partner, time.GetUtcNow())).Entity;
                await db.SaveChangesAsync(cancellationToken);
                await EndSignInsAsync(db, key, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Accepted((string?)null, RemovalView.Of(removal));
            });
    }

    private static PartnerRemoval New(Partner partner, DateTimeOffset now)
    {
        var removal = new PartnerRemoval
        {
            Id = Guid.CreateVersion7(now),
            Partner = partner.Key,
            PartnerName = partner.Name,
            OrderedAt = now,
        };
        removal.Parts.Add(
            new RemovalPart
            {
                Owner = ErasurePart.Registration,
                OrderedAt = now,
                Orders = 1,
            }
        );
        removal.Parts.AddRange(
            ErasurePart
                .OtherServices.Append(ErasurePart.Partner)
                .Append(RemovalPart.Broker)
                .Select(owner => new RemovalPart { Owner = owner })
        );
        return removal;
    }

    /// <summary>
    /// Locked as TakeRole does it, so that of two who take the last one away at once, the second is refused.
    /// </summary>
    private static async Task<bool> TakesLastAsync(
        RegistrationDbContext db,
        string key,
        CancellationToken cancellationToken
    )
    {
        var holders = await db
            .AccountRoles.FromSql(
                $"select * from account_roles where role in ('organiser', 'operator') order by role, account_id for update"
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var ids = holders.Select(row => row.AccountId).ToList();
        var others = await db
            .Members.Where(member => ids.Contains(member.Id) && member.Partner != key && !member.Departed)
            .Select(member => member.Id)
            .ToListAsync(cancellationToken);
        var leaving = await db
            .Members.Where(member => ids.Contains(member.Id) && member.Partner == key)
            .Select(member => member.Id)
            .ToListAsync(cancellationToken);
        return holders
            .Where(row => leaving.Contains(row.AccountId))
            .Select(row => row.Role)
            .Distinct()
            .Any(role => !holders.Exists(row => row.Role == role && others.Contains(row.AccountId)));
    }

    private static async Task EndSignInsAsync(RegistrationDbContext db, string key, CancellationToken cancellationToken)
    {
        var members = db.Members.Where(member => member.Partner == key).Select(member => member.Id);
        await db.DeviceSessions.Where(row => members.Contains(row.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db
            .AccountRoles.Where(row => row.Partner == key || members.Contains(row.AccountId))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Invitations.Where(row => row.Partner == key).ExecuteDeleteAsync(cancellationToken);
    }
}
