using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Keys;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// A signed-in member tells their city what is wrong in the facts that the city vouches for, and what is right (1,000
/// characters each). Sealed for the city at once and forgotten here. Under an id that the client made; the same again
/// tells the city again, which takes it once. Refused when the city has announced no key to seal for, or does not know
/// the member.
/// </summary>
internal static class RequestCorrection
{
    private const int Longest = 1000;

    private const int SealStep = 2048;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public sealed record RequestCorrectionRequest(string? Wrong, string? Right);

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid requestId,
        RequestCorrectionRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var wrong = errors.ReadLines(
            "wrong",
            "wrong",
            request.Wrong,
            Longest,
            "Bitte schreiben Sie, was nicht stimmt."
        );
        var right = errors.ReadLines(
            "right",
            "right",
            request.Right,
            Longest,
            "Bitte schreiben Sie, wie es richtig ist."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var (id, partner) = (user.Member().MemberId, user.Member().Partner);
        if (
            await db
                .Members.AsNoTracking()
                .SingleOrDefaultAsync(member => member.Id == id && member.Partner == partner, cancellationToken)
            is not { } member
        )
        {
            return Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.");
        }

        if (!member.IsKnownToPartner)
        {
            return PartnerDoesNotKnowYou.Problem;
        }

        if (await db.SealFor(partner, cancellationToken) is not { } key)
        {
            return Problems.Conflict(
                "partner-takes-no-corrections",
                "Ihre Kommune kann über diese Seite noch nichts entgegennehmen. Bitte wenden Sie sich unmittelbar an sie."
            );
        }

        var text = PartnerSeal.Seal(
            JsonSerializer.Serialize(new { wrong, right }, Json),
            SealStep,
            key.KeyId,
            key.PublicKey
        );
        db.SendToPartner(partner, new CorrectionRequested(partner, id, requestId, text));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
