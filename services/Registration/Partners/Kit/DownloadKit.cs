using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// The kit of one partner with a password and an enrolment code made for this download, which end the earlier ones: of
/// two downloads the later one counts. Refuses, before anything is made, while there is no kit or no broker.
/// </summary>
internal static class DownloadKit
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        string partner,
        RegistrationDbContext db,
        BrokerManagement management,
        DeploymentKit kit,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (kit.Refusal() is { } nothing)
        {
            return nothing;
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
