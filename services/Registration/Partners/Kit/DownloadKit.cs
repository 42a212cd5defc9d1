using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// The kit of one partner with a password and an enrolment code made for this download, which end the ones before: asked for twice, the later download counts.
/// Refuses before anything is made while no kit or no broker is at hand.
/// </summary>
internal static class DownloadKit
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        string partner, RegistrationDbContext db, BrokerManagement management, DeploymentKit kit, TimeProvider time, HttpContext request, CancellationToken cancellation)
    {
        if (kit.Refusal() is { } nothing)
            return nothing;
        var (credentials, refused) = await IssueCredentials.HandleAsync(db, management, time, partner, cancellation);
        if (credentials is null)
            return refused!;

        var name = await db.Partners.Where(row => row.Key == partner).Select(row => row.Name).SingleAsync(cancellation);
        request.Response.Headers.CacheControl = "no-store";
        // The end of a packed file is written synchronously whatever one asks for: .NET 10 passes on DisposeAsync of an entry as Dispose.
        request.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        return kit.Stream(partner, name, credentials.Password, credentials.EnrolmentCode, cancellation);
    }
}
