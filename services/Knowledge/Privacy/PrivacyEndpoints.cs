using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge.Removals;

namespace Stadtgespraeche.Knowledge.Privacy;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app)
    {
        app.MapGet("/me/data", ExportMyData.Handle)
            .WithName("ExportMyKnowledgeData")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Member);
        app.MapGet("/partners/{partner}/export", ExportPartner.Handle)
            .WithName("ExportPartnerFromKnowledge")
            .WithTags("Partners")
            .RequireAuthorization(Rights.Organiser);
        app.MapGet(
                "/retention",
                (KnowledgeDbContext db, CancellationToken cancellationToken) =>
                    Retention.ListReportsAsync(db, cancellationToken)
            )
            .WithName("ListKnowledgeRetention")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Organiser);
    }
}
