using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// A member answers for their own seat: on site, online (a seat, else the end of the waiting list), or not coming,
/// which cancels what there was. With <c>keepOnlineSeat</c> one who waits for a seat on site keeps the online one
/// meanwhile, or gets one when one is free. Open until the session's end, so that latecomers can join; refused when the session
/// was called off or does not offer that form. The same answer again changes and sends nothing. Question (1,000
/// characters) and accessibility needs (500) are plain text, replaced by each answer, and gone with the seat.
/// </summary>
internal static class BookSeat
{
    private const int MaxQuestion = 1000;
    private const int MaxNeeds = 500;

    public enum SeatAnswer
    {
        OnSite,
        Online,
        Declined,
    }

    public sealed record BookSeatRequest(
        SeatAnswer? Answer,
        bool KeepOnlineSeat = false,
        string? Question = null,
        string? AccessibilityNeeds = null
    );

    public static async Task<Results<Ok<SeatView>, ProblemHttpResult>> Handle(
        Guid sessionId,
        BookSeatRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        BookingThrottle throttle,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var link = user.LinkFor(sessionId, PersonalLink.SeatPurpose);
        if (ActingMember.RefuseOtherSession(link, sessionId) is { } otherSession)
        {
            return otherSession;
        }

        request = request with
        {
            Question = TypedText.Clean(request.Question),
            AccessibilityNeeds = TypedText.Clean(request.AccessibilityNeeds),
        };
        if (Check(request) is { Any: true } errors)
        {
            return errors.ToProblem();
        }

        using var turn = await throttle.EnterAsync(sessionId, cancellationToken);
        if (turn is null)
        {
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "too-many-at-once",
                "Gerade buchen sehr viele. Bitte versuchen Sie es gleich noch einmal."
            );
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (session, acting, owner, own, seats) = await SeatingOfSession.TakeAsync(
            db,
            sessionId,
            link,
            cancellationToken
        );
        if (ActingMember.Refuse(acting, time.Today()) is { } unknown)
        {
            return unknown;
        }

        if (session is not { Start: not null })
        {
            return SeatsEndpoints.SessionUnknown();
        }

        if (BookingRefusals.Of(session, request.Answer!.Value, time.GetUtcNow()) is { } closed)
        {
            return closed;
        }

        var seat =
            own
            ?? db.Seats.Add(
                new Seat
                {
                    SessionId = sessionId,
                    MemberId = owner.MemberId,
                    Partner = owner.Partner,
                }
            ).Entity;
        var seating = new SeatingRules(session, seats);
        Apply(request, seating, seat);
        db.TellPartners(session, seating, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(SeatView.Of(acting!, session, seat, seating.PositionOf(seat), time.GetUtcNow()));
    }

    private static FieldErrors Check(BookSeatRequest request)
    {
        var errors = new FieldErrors();
        if (request.Answer is null)
        {
            errors.Add("answer", "answer-missing", "Bitte wählen Sie, ob Sie vor Ort, online oder nicht teilnehmen.");
        }

        if (request.Question?.Length > MaxQuestion)
        {
            errors.Add("question", "question-too-long", $"Ihre Frage darf höchstens {MaxQuestion} Zeichen haben.");
        }

        if (request.AccessibilityNeeds?.Length > MaxNeeds)
        {
            errors.Add(
                "accessibilityNeeds",
                "accessibility-needs-too-long",
                $"Diese Angabe darf höchstens {MaxNeeds} Zeichen haben."
            );
        }

        return errors;
    }

    private static void Apply(BookSeatRequest request, SeatingRules seating, Seat seat)
    {
        if (request.Answer == SeatAnswer.Declined)
        {
            seating.Decline(seat);
            return;
        }

        seating.Book(seat, FormOf(request.Answer!.Value), request.KeepOnlineSeat);
        seat.Question = request.Question;
        seat.AccessibilityNeeds = request.AccessibilityNeeds;
    }

    internal static SeatForm FormOf(SeatAnswer answer) =>
        answer == SeatAnswer.OnSite ? SeatForm.OnSite : SeatForm.Online;
}
