using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Speakers;

internal static class SpeakersEndpoints
{
    public static void MapSpeakers(this IEndpointRouteBuilder app) =>
        app.MapPut("/speaker-invitations/{id:guid}", InviteSpeaker.Handle)
            .WithName(nameof(InviteSpeaker))
            .WithTags("Speakers")
            .RequireAuthorization(Rights.Organiser)
            .Audited("impulse");
}
