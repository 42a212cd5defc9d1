using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// The answer to members whom no city's service knows, such as organisers who came in by an operator's invitation:
/// there is no service to ask.
/// </summary>
internal static class PartnerDoesNotKnowYou
{
    public static ProblemHttpResult Problem =>
        Problems.Conflict(
            "partner-does-not-know-you",
            "Sie sind auf Einladung der Betriebsstelle dabei und stehen in keiner Mitgliederliste. Über "
                + "Sie ist nur gespeichert, was Sie auf dieser Seite sehen; eine Adresse gehört nicht dazu."
        );
}
