using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Attendance;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.Partners.LegalPages;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// For organisers, before a partner leaves: everything that Registration keeps about it, to hand over to it.
/// Accessibility needs stay between the member and the organisers, and nobody reads secrets.
/// </summary>
internal static class ExportPartner
{
    private static readonly PartnerRows[] Wanted =
    [
        new(
            typeof(Partner),
            "t.key = {0}",
            nameof(Partner.PasswordHash),
            nameof(Partner.EnrolmentCodeHash),
            nameof(Partner.SuspendedBecause)
        ),
        new(typeof(PartnerLegalPages), "t.partner = {0}"),
        new(typeof(PartnerKey), "t.partner = {0}"),
        new(typeof(PartnerEncryptionKey), "t.partner = {0}"),
        new(typeof(Member), "t.partner = {0}"),
        new(typeof(Seat), "t.partner = {0}"),
        new(typeof(AttendanceRecord), "t.member_id in (select id from members where partner = {0})"),
        // What its people did, but not to whom: that may be another partner's member. What organisers do is the hub's,
        // whoever enrolled them.
        new(typeof(AuditEntry), "t.partner = {0} and t.role in ('member', 'coordinator')", nameof(AuditEntry.TargetId)),
    ];

    public sealed record RegistrationExport(
        string Service,
        string Partner,
        DateTimeOffset ExportedAt,
        IReadOnlyList<ExportedTable> Tables
    );

    public static async Task<Results<Ok<RegistrationExport>, ProblemHttpResult>> Handle(
        [FromRoute(Name = "partner")] string key,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Partners.AnyAsync(partner => partner.Key == key, cancellationToken))
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        var export = new RegistrationExport(
            "registration",
            key,
            time.GetUtcNow(),
            await PartnerData.ExportAsync(db, key, Wanted, cancellationToken)
        );
        // It changes nothing, but the log must show who took all of this away.
        db.Add(AuditEntry.By(user, Rights.Organiser, nameof(ExportPartner), "partner", key, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(export);
    }
}
