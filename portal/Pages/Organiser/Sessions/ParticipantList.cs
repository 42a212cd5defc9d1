using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Who comes, in the order in which a host needs it: by form, then by city, then by name; those without a seat last.
/// </summary>
public sealed record ParticipantGroup(string Heading, string City, IReadOnlyList<Participant> People);

internal static class ParticipantList
{
    public static IReadOnlyList<ParticipantGroup> Grouped(IEnumerable<Participant> participants) =>
        [
            .. participants
                .GroupBy(participant => (Form: Form(participant), City: participant.PartnerName))
                .OrderBy(group => group.Key.Form.Order)
                .ThenBy(group => group.Key.City, StringComparer.Create(Dates.Culture, ignoreCase: true))
                .Select(group => new ParticipantGroup(
                    group.Key.Form.Heading,
                    group.Key.City,
                    [
                        .. group
                            .OrderBy(person => person.WaitingPosition ?? 0)
                            .ThenBy(
                                person => person.DisplayName,
                                StringComparer.Create(Dates.Culture, ignoreCase: true)
                            ),
                    ]
                )),
        ];

    private static (int Order, string Heading) Form(Participant participant) =>
        participant switch
        {
            { State: "Seat" or "SeatAndWaiting", Seat: "OnSite" } => (0, "Vor Ort"),
            { State: "Seat" or "SeatAndWaiting" } => (1, "Online"),
            { State: "Waiting" } => (2, "Warteliste"),
            { Attended: true } => (3, "Ohne Platz dabei"),
            _ => (4, "Ohne Platz"),
        };
}
