using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>Deletes a draft; what is public stays as it is. Doing it again changes nothing.</summary>
public static class DiscardDraft
{
    public static async Task<NoContent> Handle(Guid id, SchedulingDbContext db, CancellationToken cancellationToken)
    {
        if (await db.SessionDrafts.SingleOrDefaultAsync(draft => draft.Id == id, cancellationToken) is { } draft)
        {
            db.Remove(draft);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody changed it in between: the last state goes too.
                db.ChangeTracker.Clear();
                return await Handle(id, db, cancellationToken);
            }
        }

        return TypedResults.NoContent();
    }
}
