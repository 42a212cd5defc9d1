using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications.Decisions;

/// <summary>
/// What asking, accepting and refusing have in common: they need a confirmed, undecided application in the state that
/// the organiser has seen. When two organisers act at once, one wins and the other is told.
/// </summary>
internal static class UndecidedOnly
{
    public static ProblemHttpResult Unknown =>
        Problems.NotFound("application-unknown", "Diese Bewerbung gibt es nicht oder nicht mehr.");

    public static ProblemHttpResult Decided =>
        Problems.Conflict(
            "application-decided",
            "Über diese Bewerbung ist schon entschieden, oder sie ist zurückgezogen. Bitte laden Sie die Seite neu."
        );

    public static ProblemHttpResult? Refuse(Application application, long seen) =>
        application.State is ApplicationState.Unconfirmed ? Unknown
        : !application.IsUndecided ? Decided
        : application.Version != seen
            ? Problems.Conflict(
                "application-changed",
                "Inzwischen ist bei dieser Bewerbung etwas geschehen. Bitte laden Sie die Seite neu, sehen "
                    + "Sie nach und entscheiden Sie dann."
            )
        : null;
}
