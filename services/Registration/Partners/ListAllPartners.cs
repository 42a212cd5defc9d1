using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// All partners there have ever been and how far each is, for organisers and operators.
/// <see cref="Response.Provisions"/> is false where the setting Broker:Management is missing: then nobody who is
/// admitted gets a place at the broker.
/// </summary>
internal static class ListAllPartners
{
    public sealed record Response(string Release, bool Provisions, IReadOnlyList<PartnerReport> Partners);

    public static async Task<Ok<Response>> Handle(
        RegistrationDbContext db,
        ProvisionAtBroker management,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new Response(
                PartnerRelease.Own.ToString(),
                management.Configured,
                await PartnerReport.ReadAsync(db, db.Partners, cancellationToken)
            )
        );
}
