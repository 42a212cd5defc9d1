using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Applications.Decisions;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>One application for the organisers, with the key and the name that the partner could have.</summary>
internal static class ShowApplication
{
    public sealed record Response(ApplicationView Application, string SuggestedKey, string SuggestedName);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Applications.AsNoTracking()
            .Include(row => row.Questions)
            .SingleOrDefaultAsync(row => row.Id == id && row.State != ApplicationState.Unconfirmed, cancellationToken);
        if (found is null)
        {
            return UndecidedOnly.Unknown;
        }

        var taken = await db.Partners.Select(partner => partner.Key).ToHashSetAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                await ApplicationView.OfAsync(db, found, cancellationToken),
                SuggestPartnerKey.From(found.Name, taken),
                KnownApplicants.ShortName(found.Name)
            )
        );
    }
}
