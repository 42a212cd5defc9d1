using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners.LegalPages;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// What everyone may read about a partner: its name and its legal pages, also while it is suspended. Partners that
/// never took part or have left are not shown.
/// </summary>
internal static class ShowPartner
{
    public sealed record Response(
        string Key,
        string Name,
        bool Suspended,
        string Imprint,
        string Privacy,
        string Accessibility,
        string FeedbackAddress
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string partner,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Partners.AsNoTracking()
            .Where(row => row.Key == partner && row.ConnectedAt != null && row.State != PartnerState.Left)
            .Select(row => new
            {
                row.Key,
                row.Name,
                row.State,
                Pages = db.PartnerLegalPages.FirstOrDefault(pages => pages.Partner == row.Key),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.")
            : TypedResults.Ok(
                new Response(
                    found.Key,
                    found.Name,
                    found.State == PartnerState.Suspended,
                    found.Pages?.Imprint ?? "",
                    found.Pages?.Privacy ?? "",
                    found.Pages?.Accessibility ?? "",
                    found.Pages?.FeedbackAddress ?? ""
                )
            );
    }
}
