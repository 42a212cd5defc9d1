using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// The partners that take part, for everyone, by name, each with the function mailbox that it publishes; empty: none yet.
/// </summary>
internal static class ListPartners
{
    public sealed record PartnerView(string Key, string Name, string Contact);

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
                        ?? ""
                ))
                .ToListAsync(cancellationToken)
        );
}
