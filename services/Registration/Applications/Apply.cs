using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Municipalities;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.SignIn.Requests;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// Takes an application for a municipality of the register or a region, under an id that the client made; the same
/// again changes nothing. The contact is sealed at once for the hub's own Notification and forgotten here; that service
/// mails a link, which confirms the address within 72 hours. People do not see the field <c>website</c>: when it is
/// filled, the answer looks as usual, but nothing is kept.
/// </summary>
internal static class Apply
{
    public const int LongestName = 100;
    public const int LongestText = 2000;

    public sealed record ApplyRequest(
        string? Ags,
        string? Region,
        string? ContactName,
        string? ContactAddress,
        string? Why,
        bool Consent,
        string? Website = null
    );

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid id,
        ApplyRequest request,
        HttpContext http,
        RegistrationDbContext db,
        ApplicationRateLimits limits,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var name = await ReadApplicantAsync(errors, request, db, cancellationToken);
        var contact = errors.ReadLine(
            "contactName",
            "contact-name",
            request.ContactName,
            LongestName,
            "Bitte nennen Sie die Ansprechperson."
        );
        RefuseAdvert(errors, "contactName", contact);
        var address = RequestSignIn.ReadNew(request.ContactAddress);
        if (address is null)
        {
            errors.Add(
                "contactAddress",
                "contact-address-invalid",
                "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@stadt.example."
            );
        }

        var why = errors.ReadLines(
            "why",
            "why",
            request.Why,
            LongestText,
            "Bitte schreiben Sie, warum Sie mitmachen möchten."
        );
        if (!request.Consent)
        {
            errors.Add(
                "consent",
                "consent-missing",
                "Bitte stimmen Sie zu, dass wir Ihre Angaben für die Bewerbung verwenden."
            );
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (!string.IsNullOrEmpty(request.Website))
        {
            return TypedResults.Accepted((string?)null);
        }

        if (!limits.MaySend(http.Connection.RemoteIpAddress))
        {
            return Problems.Of(
                StatusCodes.Status429TooManyRequests,
                "too-many-applications",
                "Aus Ihrem Netz kamen zu viele Bewerbungen. Bitte versuchen Sie es in einer Stunde noch einmal."
            );
        }

        var ags = request.Ags is { Length: > 0 } chosen ? chosen : null;
        if (await db.Applications.AnyAsync(row => row.Id == id, cancellationToken))
        {
            return TypedResults.Accepted((string?)null);
        }

        if (await KnownApplicants.RefuseAsync(db, id, ags, name!, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await db.SealFor(PersonalLink.Hub, cancellationToken) is not { } key)
        {
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "applications-not-possible",
                "Zurzeit können wir keine Bewerbungen annehmen. Bitte versuchen Sie es später noch einmal."
            );
        }

        var now = time.GetUtcNow();
        db.Add(
            new Application
            {
                Id = id,
                Ags = ags,
                Name = name!,
                Claim = Application.ClaimOf(ags, name!),
                Why = why,
                ReceivedAt = now,
            }
        );
        var seal = SealedContact.Seal(contact!, address!, key);
        db.SendToPartner(
            PersonalLink.Hub,
            new ApplicationReceived(PersonalLink.Hub, id, name!, seal, now + Application.ToConfirm)
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException sentTwice) when (sentTwice.IsUniqueViolation("pk_applications"))
        {
            // The same request at the same time; one of both is enough.
        }

        return TypedResults.Accepted((string?)null);
    }

    // Both appear in a mail to an address that anybody may type: it must not carry a stranger's message.
    private static void RefuseAdvert(FieldErrors errors, string field, string? text)
    {
        if (
            text is not null
            && (text.Contains("//") || text.Contains('@') || text.Contains("www.", StringComparison.OrdinalIgnoreCase))
        )
        {
            errors.Add(
                field,
                "name-contains-address",
                "Bitte geben Sie hier nur den Namen an, ohne Internet- oder E-Mail-Adresse."
            );
        }
    }

    // As the register writes it today; a region in the applicant's own words.
    private static async Task<string?> ReadApplicantAsync(
        FieldErrors errors,
        ApplyRequest request,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrEmpty(request.Ags))
        {
            var region = errors.ReadLine(
                "region",
                "region",
                request.Region,
                LongestName,
                "Bitte wählen Sie Ihre Kommune, oder nennen Sie Ihre Region."
            );
            if (region is not null && Municipality.Fold(region).Length == 0)
            {
                errors.Add("region", "region-missing", "Bitte nennen Sie Ihre Region.");
            }

            RefuseAdvert(errors, "region", region);
            return region;
        }

        var ags = request.Ags.Replace("\0", "");
        var name = await db
            .Municipalities.Where(row => row.Ags == ags && row.Until == null)
            .Select(row => row.Name)
            .SingleOrDefaultAsync(cancellationToken);
        if (name is null)
        {
            errors.Add(
                "ags",
                "municipality-unknown",
                "Diese Kommune steht nicht im Gemeindeverzeichnis. Bitte suchen Sie sie noch einmal."
            );
        }

        return name;
    }
}
