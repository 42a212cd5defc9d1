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
        // In a variable, because the analyzer of route handlers now and then falls over a generic one.
        Delegate list = Retention.ListReportsAsync<KnowledgeDbContext>;
        app.MapGet("/retention", list)
            .WithName("ListKnowledgeRetention")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Organiser);
    }
}
