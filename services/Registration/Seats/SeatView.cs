using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// What a member sees of the own seat. <see cref="OnlineLink"/> is there with an online seat only; <see cref="Open"/>
/// tells whether the seat can still be changed. <see cref="Places"/> is what everybody sees of the session, for the
/// choices that are left.
/// </summary>
public sealed record SeatView(
    Guid MemberId,
    string DisplayName,
    string Partner,
    string PartnerName,
    Guid SessionId,
    SeatState State,
    SeatForm? Seat,
    SeatForm? WaitingFor,
    int? WaitingPosition,
    string? Question,
    string? AccessibilityNeeds,
    string? OnlineLink,
    long Version,
    bool Open,
    ShowPlaces.SessionPlaces Places
)
{
    internal static SeatView Of(ActingMember acting, Session session, Seat? seat, int? position, DateTimeOffset now) =>
        new(
            acting.Member.Id,
            acting.Member.DisplayName,
            acting.Member.Partner,
            acting.PartnerName,
            session.Id,
            seat?.State ?? SeatState.None,
            seat?.Form,
            seat?.WaitingFor,
            position,
            seat?.Question,
            seat?.AccessibilityNeeds,
            seat?.Form == SeatForm.Online ? session.OnlineLink : null,
            seat?.Version ?? 0,
            session.IsOpen(now),
            ShowPlaces.SessionPlaces.Of(session, now)
        );
}
