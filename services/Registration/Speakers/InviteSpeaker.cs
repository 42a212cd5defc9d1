using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.SignIn.Requests;

namespace Stadtgespraeche.Registration.Speakers;

/// <summary>
/// Invites somebody without an account to hand in an impulse, under an id that the client made. The address is sealed
/// at once for the hub's own Notification, which mails the link, and forgotten here. The same again is harmless: of one
/// id, Scheduling and Notification keep the first invitation. Refused while that service has announced no key.
/// </summary>
internal static class InviteSpeaker
{
    public const int LongestName = 100;

    public sealed record InviteSpeakerRequest(string? Name, string? Address, Guid? CallId = null);

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid id,
        InviteSpeakerRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var name = errors.ReadLine(
            "name",
            "name",
            request.Name,
            LongestName,
            "Bitte nennen Sie die Person, die Sie einladen."
        );
        var address = RequestSignIn.ReadNew(request.Address);
        if (address is null)
        {
            errors.Add(
                "address",
                "address-invalid",
                "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel rita.beispiel@stadt.example."
            );
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await db.SealFor(PersonalLink.Hub, cancellationToken) is not { } key)
        {
            return Problems.Conflict(
                "speakers-not-possible",
                "Der Mailversand der Organisation ist noch nicht eingerichtet. Bitte versuchen Sie es später noch einmal, "
                    + "oder fragen Sie den Betrieb der Plattform."
            );
        }

        var now = time.GetUtcNow();
        var seal = SealedContact.Seal(name!, address!, key);
        db.Publish(new SpeakerInvited(id, request.CallId, name!, now));
        db.SendToPartner(PersonalLink.Hub, new SpeakerContactGiven(PersonalLink.Hub, id, request.CallId, seal, now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
