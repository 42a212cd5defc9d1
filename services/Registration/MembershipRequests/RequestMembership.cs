using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.SignIn.Requests;

namespace Stadtgespraeche.Registration.MembershipRequests;

/// <summary>
/// A visitor claims to be a member of a partner's council: first and last name, title and faction if the person likes,
/// the address, and consent. Sealed for the partner at once and forgotten here. Under an id that the client made; the
/// same again sends nothing new. Refuses networks that ask too often, and partners that do not take part or have
/// announced no key. <c>Website</c> is a field that people do not see: when it is filled, the answer looks as usual,
/// but nothing is sent.
/// </summary>
internal static class RequestMembership
{
    private const int LongestName = 90;
    private const int LongestFaction = 100;

    /// <summary>Bytes; all seals have the same length.</summary>
    private const int SealStep = 2048;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public sealed record RequestMembershipRequest(
        string? Partner,
        string? FirstName,
        string? LastName,
        string? Title,
        string? Faction,
        string? Address,
        bool Consent = false,
        string? Website = null
    );

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid id,
        RequestMembershipRequest request,
        HttpContext http,
        RegistrationDbContext db,
        SignInRateLimits limits,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var firstName = errors.ReadLine(
            "firstName",
            "first-name",
            request.FirstName,
            LongestName,
            "Bitte geben Sie Ihren Vornamen an."
        );
        var lastName = errors.ReadLine(
            "lastName",
            "last-name",
            request.LastName,
            LongestName,
            "Bitte geben Sie Ihren Nachnamen an."
        );
        var title = errors.ReadLine("title", "title", request.Title, LongestName);
        var faction = errors.ReadLine("faction", "faction", request.Faction, LongestFaction);
        var address = RequestSignIn.ReadNew(request.Address);
        if (address is null)
        {
            errors.Add(
                "address",
                "address-invalid",
                "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@rat.example."
            );
        }

        if (!request.Consent)
        {
            errors.Add(
                "consent",
                "consent-missing",
                "Ohne Ihre Einwilligung dürfen wir Ihre Angaben nicht an die Kommune weitergeben."
            );
        }

        var partner = request.Partner;
        // A text that PostgreSQL cannot store is not a key; and the hub itself has no council.
        if (
            string.IsNullOrEmpty(partner)
            || partner.Contains('\0')
            || partner == PersonalLink.Hub
            || !await db.Partners.AnyAsync(
                row => row.Key == partner && row.State == PartnerState.Connected,
                cancellationToken
            )
        )
        {
            errors.Add("partner", "partner-unknown", "Bitte wählen Sie Ihre Kommune.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (!limits.MayRequestMembership(http.Connection.RemoteIpAddress))
        {
            return Problems.Of(
                StatusCodes.Status429TooManyRequests,
                "too-many-requests",
                "Das waren zu viele Anfragen. Bitte warten Sie einige Minuten."
            );
        }

        if (!string.IsNullOrWhiteSpace(request.Website))
        {
            return TypedResults.Accepted((string?)null);
        }

        if (await db.SealFor(partner!, cancellationToken) is not { } key)
        {
            return Problems.Conflict(
                "partner-takes-no-requests",
                "Diese Kommune kann über diese Seite noch nichts entgegennehmen. Bitte wenden Sie sich unmittelbar an sie."
            );
        }

        var text = PartnerSeal.Seal(
            JsonSerializer.Serialize(
                new
                {
                    firstName,
                    lastName,
                    title,
                    faction,
                    address,
                },
                Json
            ),
            SealStep,
            key.KeyId,
            key.PublicKey
        );
        db.PassedRequests.Add(
            new PassedRequest
            {
                Id = id,
                Partner = partner!,
                At = time.GetUtcNow(),
            }
        );
        db.SendToPartner(partner!, new MembershipRequested(partner!, id, text));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Sent twice: the first one is on its way.
        }

        return TypedResults.Accepted((string?)null);
    }
}
