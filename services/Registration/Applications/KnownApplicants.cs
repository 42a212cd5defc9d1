using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Municipalities;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// Refuses an application of an applicant who takes part already, or whose other application waits for the organisers.
/// Does not say who sent that one. A partner without a key in the register is known by its name.
/// </summary>
internal static class KnownApplicants
{
    public static ProblemHttpResult AlreadyApplied =>
        Problems.Conflict(
            "already-applied",
            "Für diese Kommune oder Region liegt schon eine Bewerbung vor. Bitte fragen Sie in Ihrem "
                + "Haus nach, wer sie geschickt hat, oder wenden Sie sich an die Organisation."
        );

    public static ProblemHttpResult AlreadyPartner =>
        Problems.Conflict(
            "already-partner",
            "Diese Kommune oder Region macht schon mit. Wenn Sie Mitglied ihres Rates sind, melden Sie "
                + "sich bitte bei ihrer Ansprechstelle; bei Fragen hilft die Organisation."
        );

    public static async Task<ProblemHttpResult?> RefuseAsync(
        RegistrationDbContext db,
        Guid self,
        string? ags,
        string name,
        CancellationToken cancellationToken
    )
    {
        var partners = await db
            .Partners.AsNoTracking()
            .Where(partner => partner.State != PartnerState.Left && (partner.Ags == null || partner.Ags == ags))
            .Select(partner => new { partner.Ags, partner.Name })
            .ToListAsync(cancellationToken);
        var folded = Municipality.Fold(ShortName(name));
        if (partners.Exists(partner => partner.Ags is not null || Municipality.Fold(partner.Name) == folded))
        {
            return AlreadyPartner;
        }

        var claim = Application.ClaimOf(ags, name);
        return await db.Applications.AnyAsync(
            other =>
                other.Claim == claim
                && other.Id != self
                && (other.State == ApplicationState.Open || other.State == ApplicationState.Asked),
            cancellationToken
        )
            ? AlreadyApplied
            : null;
    }

    /// <summary>The register writes "Musterstadt, Stadt"; people say "Musterstadt".</summary>
    public static string ShortName(string name) => name.Split(',')[0].Trim();
}
