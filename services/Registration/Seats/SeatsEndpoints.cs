using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Attendance;

namespace Stadtgespraeche.Registration.Seats;

internal static class SeatsEndpoints
{
    public static void AddSeats(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BookingThrottle>();
        builder.Services.AddHostedService<ForgetAccessibilityNeeds>();
        builder.Services.AddHostedService<SeatMetrics>();
    }

    public static void MapSeats(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/sessions/{sessionId:guid}").WithTags("Seats");
        session.MapGet("/places", ShowPlaces.Handle).WithName(nameof(ShowPlaces)).AllowAnonymous();

        var own = session.MapGroup("/seat").RequireAuthorization(Rights.SeatLink);
        own.MapGet("", ShowSeat.Handle).WithName(nameof(ShowSeat));
        own.MapPut("", BookSeat.Handle).WithName(nameof(BookSeat)).Audited("seat", "sessionId");

        var signedIn = app.MapGroup("/me/seats").WithTags("Seats").RequireAuthorization(Rights.Member);
        signedIn.MapGet("", ListOwnSeats.Handle).WithName(nameof(ListOwnSeats));
        signedIn.MapGet("/{sessionId:guid}", ShowSeat.Handle).WithName("ShowOwnSeat");
        signedIn.MapPut("/{sessionId:guid}", BookSeat.Handle).WithName("BookOwnSeat").Audited("seat", "sessionId");

        var organiser = session.MapGroup("").RequireAuthorization(Rights.Organiser);
        organiser.MapGet("/participants", ListParticipants.Handle).WithName(nameof(ListParticipants));
        organiser.MapGet("/reach", ShowReach.Handle).WithName(nameof(ShowReach));
        organiser
            .MapPut("/attendance/{memberId:guid}", RecordAttendance.Handle)
            .WithName(nameof(RecordAttendance))
            .Audited("member", "memberId");
    }

    public static ProblemHttpResult SessionUnknown() =>
        Problems.NotFound("session-unknown", "Diese Sitzung gibt es nicht.");
}
