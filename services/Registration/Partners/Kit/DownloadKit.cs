using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// The kit of one partner with a password and an enrolment code made for this download, which end the earlier ones: of
/// two downloads the later one counts. Refuses, before anything is made, while there is no kit or no broker. The broker
/// knows one password for each partner: of one that takes part already it would cut off the service that runs, so that
/// is asked twice (409 <c>credentials-in-use</c>, until <c>replace=true</c> says that it is meant).
/// </summary>
internal static class DownloadKit
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        string partner,
        RegistrationDbContext db,
        ProvisionAtBroker management,
        DeploymentKit kit,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken,
        bool replace = false
    )
    {
        if (kit.Refusal() is { } nothing)
        {
            return nothing;
        }

        if (
            !replace
            && await db.Partners.AnyAsync(row => row.Key == partner && row.ConnectedAt != null, cancellationToken)
        )
        {
            return Problems.Conflict(
                "credentials-in-use",
                "Diese Kommune nimmt mit ihren bisherigen Zugangsdaten teil. Mit neuen gelten die bisherigen sofort nicht "
                    + "mehr, und ihr Dienst ist getrennt, bis die neuen dort eingetragen sind. Bitte bestätigen Sie, dass "
                    + "Sie das wollen."
            );
        }

        var (credentials, refused) = await IssueCredentials.HandleAsync(
            db,
            management,
            time,
            partner,
            cancellationToken
        );
        if (credentials is null)
        {
            return refused!;
        }

        var name = await db
            .Partners.Where(row => row.Key == partner)
            .Select(row => row.Name)
            .SingleAsync(cancellationToken);
        return kit.Stream(http, partner, name, credentials.Password, credentials.EnrolmentCode);
    }
}
