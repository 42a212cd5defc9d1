using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners.Kit;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// The accepted applicant downloads the deployment kit, with new credentials each time; earlier ones no longer count.
/// Works only until the partner is connected: an old mail must not cut off a working city, so from then on the
/// organisers issue credentials.
/// </summary>
internal static class DownloadOwnKit
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        ClaimsPrincipal user,
        HttpContext http,
        RegistrationDbContext db,
        ProvisionAtBroker management,
        DeploymentKit kit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var id = user.Application();
        var found = await db
            .Applications.AsNoTracking()
            .Where(row => row.Id == id)
            .Select(row => new
            {
                row.State,
                Partner = db.Partners.FirstOrDefault(partner => partner.Key == row.Partner),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return OwnApplication.Unknown;
        }

        if (found is not { State: ApplicationState.Accepted, Partner: { } partner })
        {
            return Problems.Conflict(
                "application-not-accepted",
                "Das Paket gibt es, wenn die Bewerbung angenommen ist."
            );
        }

        if (partner.State != PartnerState.Admitted)
        {
            return Problems.Conflict(
                "partner-connected",
                "Ihre Kommune ist schon verbunden. Neue Zugangsdaten stellt die Organisation aus."
            );
        }

        return await DownloadKit.Handle(partner.Key, db, management, kit, time, http, cancellationToken);
    }
}
