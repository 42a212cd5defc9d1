using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// An application as the applicant and the organisers see it. <paramref name="Connected"/>: its partner takes part already,
/// so only organisers issue new credentials.
/// </summary>
public sealed record ApplicationView(
    Guid Id,
    string Name,
    string? Ags,
    string? District,
    string? Land,
    ApplicationState State,
    long Version,
    string? Why,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ConfirmUntil,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    string? Refusal,
    string? Partner,
    bool Connected,
    IReadOnlyList<QuestionView> Questions
)
{
    internal static async Task<ApplicationView> OfAsync(
        RegistrationDbContext db,
        Application row,
        CancellationToken cancellationToken
    )
    {
        // A municipality that has been merged since is still known from its last edition.
        var place = row.Ags is null
            ? null
            : await db
                .Municipalities.AsNoTracking()
                .Where(municipality => municipality.Ags == row.Ags)
                .OrderBy(municipality => municipality.Until != null)
                .ThenByDescending(municipality => municipality.Since)
                .Select(municipality => new { municipality.District, municipality.Land })
                .FirstOrDefaultAsync(cancellationToken);
        return new(
            row.Id,
            row.Name,
            row.Ags,
            place?.District,
            place?.Land,
            row.State,
            row.Version,
            row.Why,
            row.ReceivedAt,
            row.ReceivedAt + Application.ToConfirm,
            row.ConfirmedAt,
            row.EndedAt,
            row.Refusal,
            row.Partner,
            row.Partner is not null
                && await db.Partners.AnyAsync(
                    partner => partner.Key == row.Partner && partner.State != PartnerState.Admitted,
                    cancellationToken
                ),
            [
                .. row
                    .Questions.OrderBy(question => question.AskedAt)
                    .ThenBy(question => question.Id)
                    .Select(question => new QuestionView(
                        question.Id,
                        question.Question,
                        question.AskedAt,
                        question.Answer,
                        question.AnsweredAt
                    )),
            ]
        );
    }
}

public sealed record QuestionView(
    Guid Id,
    string Question,
    DateTimeOffset AskedAt,
    string? Answer,
    DateTimeOffset? AnsweredAt
);
