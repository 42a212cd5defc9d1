using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// The partners that are connected, for everyone, by name, each with the function mailbox that it publishes (empty: none
/// yet) and whether it has published all that the law asks for: without that it is not shown as taking part.
/// </summary>
internal static class ListPartners
{
    public sealed record PartnerView(string Key, string Name, string Contact, bool LegalPagesComplete);

    public static async Task<Ok<List<PartnerView>>> Handle(
        RegistrationDbContext db,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await db
                .Partners.Where(partner => partner.State == PartnerState.Connected)
                .OrderBy(partner => partner.Name)
                .Select(partner => new PartnerView(
                    partner.Key,
                    partner.Name,
                    db.PartnerLegalPages.Where(pages => pages.Partner == partner.Key)
                        .Select(pages => pages.FeedbackAddress)
                        .FirstOrDefault()
                        ?? "",
                    db.PartnerLegalPages.Any(pages =>
                        pages.Partner == partner.Key
                        && pages.Imprint != ""
                        && pages.Privacy != ""
                        && pages.Accessibility != ""
                        && pages.FeedbackAddress != ""
                    )
                ))
                .ToListAsync(cancellationToken)
        );
}
