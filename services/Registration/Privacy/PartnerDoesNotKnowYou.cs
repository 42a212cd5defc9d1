using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// The answer to members of whom no city's service ever told, as organisers who came in by an operator's invitation:
/// there is nothing to ask of it.
/// </summary>
internal static class PartnerDoesNotKnowYou
{
    public static ProblemHttpResult Problem =>
        Problems.Conflict(
            "partner-does-not-know-you",
            "Sie sind auf Einladung der Betriebsstelle dabei und stehen in keiner Mitgliederliste. Über Sie ist nur gespeichert, was Sie auf dieser Seite sehen; eine Adresse gehört nicht dazu."
        );
}
