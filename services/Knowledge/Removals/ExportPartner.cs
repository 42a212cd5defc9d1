using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge.Contributions;
using Stadtgespraeche.Knowledge.Partners;

namespace Stadtgespraeche.Knowledge.Removals;

/// <summary>
/// For organisers, before a partner leaves: what its members wrote, who wrote it, its keys as we know them, and who
/// changed what. Empty for an unknown partner.
/// </summary>
public static class ExportPartner
{
    private static readonly PartnerRows[] Wanted =
    [
        new(typeof(Contribution), "t.author_partner = {0}"),
        new(typeof(PartnerKeyCopy), "t.partner = {0}"),
        new(typeof(AuditEntry), "t.partner = {0}"),
    ];

    public sealed record KnowledgeExport(
        string Service,
        string Partner,
        DateTimeOffset ExportedAt,
        IReadOnlyList<ExportedTable> Tables
    );

    public static async Task<Ok<KnowledgeExport>> Handle(
        [FromRoute(Name = "partner")] string key,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var export = new KnowledgeExport(
            "knowledge",
            key,
            time.GetUtcNow(),
            await PartnerData.ExportAsync(db, key, Wanted, cancellationToken)
        );
        db.Add(AuditEntry.By(user, Rights.Organiser, nameof(ExportPartner), "partner", key, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(export);
    }
}
