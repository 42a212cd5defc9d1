using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// The kit of one partner with a password and an enrolment code made for this download, which end the ones before:
/// asked for twice, the later download counts. Refuses before anything is made while no kit or no broker is at hand.
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
