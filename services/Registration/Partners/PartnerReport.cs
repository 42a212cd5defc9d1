using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners.Checks;
using Stadtgespraeche.Registration.Partners.LegalPages;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// How far a partner is, for organisers. <see cref="Behind"/>: its release is older than the hub's. <see
/// cref="LegalMissing"/>: impressum, datenschutz, barrierefreiheit, rueckmeldung. <see cref="Waiting"/> counts keys to
/// judge.
/// </summary>
internal sealed record PartnerReport(
    string Key,
    string Name,
    string? Ags,
    PartnerState State,
    bool Provisioned,
    string? Release,
    bool Behind,
    DateTimeOffset? LastStartAt,
    DateTimeOffset? CheckedAt,
    IReadOnlyList<PartnerReport.Failure> CheckFailed,
    int Trusted,
    int Waiting,
    IReadOnlyList<string> LegalMissing,
    DateTimeOffset? SuspendedAt,
    string? SuspendedBecause
)
{
    public sealed record Failure(string Code, string Text);

    /// <summary>By name; all partners, or those that <paramref name="of"/> leaves.</summary>
    public static async Task<List<PartnerReport>> ReadAsync(
        RegistrationDbContext db,
        IQueryable<Partner> of,
        CancellationToken cancellationToken
    )
    {
        var rows = await of.AsNoTracking()
            .OrderBy(row => row.Name)
            .ThenBy(row => row.Key)
            .Select(row => new
            {
                Partner = row,
                Trusted = db.PartnerKeys.Count(key => key.Partner == row.Key && key.RevokedAt == null),
                Waiting = db.PendingPartnerKeys.Count(key => key.Partner == row.Key && key.RejectedAt == null),
                // Whether the texts are there; the texts themselves are long.
                Pages = db
                    .PartnerLegalPages.Where(pages => pages.Partner == row.Key)
                    .Select(pages => new
                    {
                        Imprint = pages.Imprint != "",
                        Privacy = pages.Privacy != "",
                        Accessibility = pages.Accessibility != "",
                        Feedback = pages.FeedbackAddress != "",
                    })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new PartnerReport(
                row.Partner.Key,
                row.Partner.Name,
                row.Partner.Ags,
                row.Partner.State,
                row.Partner.ProvisionedAt is not null,
                row.Partner.LastRelease,
                PartnerRelease.IsBehind(row.Partner.LastRelease),
                row.Partner.LastStartAt,
                row.Partner.CheckedAt,
                [.. row.Partner.CheckFailed.Select(code => new Failure(code, CheckWords.Of(code)))],
                row.Trusted,
                row.Waiting,
                // The hub's own texts are the portal's.
                row.Partner.Key == PersonalLink.Hub
                    ? []
                    : PartnerLegalPages.MissingOf(
                        row.Pages?.Imprint == true,
                        row.Pages?.Privacy == true,
                        row.Pages?.Accessibility == true,
                        row.Pages?.Feedback == true
                    ),
                row.Partner.SuspendedAt,
                row.Partner.SuspendedBecause
            )),
        ];
    }
}
