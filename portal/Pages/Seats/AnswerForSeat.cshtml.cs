using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Seats;

/// <summary>
/// A member's own seat at one session, by the link of a mail or signed in. Says for whom one acts and what will happen;
/// the button does it. Refuses when the session is over or cancelled.
/// </summary>
public sealed class AnswerForSeatModel(HubApi api, RenewedTokens tokens, TimeProvider time) : LinkPage
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public bool KeepOnlineSeat { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? AccessibilityNeeds { get; set; }

    public Session Session { get; private set; } = null!;

    public Seat Seat { get; private set; } = null!;

    public Places? Places { get; private set; }

    public bool IsOver { get; private set; }

    public bool IsClosed => IsOver || Session.IsCancelled || !Seat.Open;

    public async Task<IActionResult> OnGetAsync(Guid id, string? antwort, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return problem;
        }

        Answer = SeatWords.AnswerOf(antwort) ?? SeatWords.AnswerOf(Seat);
        Question = Seat.Question;
        AccessibilityNeeds = Seat.AccessibilityNeeds;
        KeepOnlineSeat = Seat is { HasSeat: true, SeatForm: "Online" };
        Response.StatusCode = IsClosed ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        return Page();
    }

    /// <summary>One call when all is well; only a form that has to be shown again reads what it shows.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Answer is null)
        {
            ModelState.AddModelError(nameof(Answer), "Bitte wählen Sie, ob und wie Sie teilnehmen.");
            return await LoadAsync(id, cancellationToken) ?? Page();
        }

        var link = PersonalLinkCookie.Kept(HttpContext, $"/platz/{id}");
        if ((link ?? await tokens.OfAsync(HttpContext)) is not { } token)
        {
            return NoLink();
        }

        var given = new SeatAnswer(Answer, KeepOnlineSeat, Question, AccessibilityNeeds);
        var answer = link is null
            ? await api.AnswerMyselfAsync(id, given, token, cancellationToken)
            : await api.AnswerAsync(id, given, token, cancellationToken);
        if (!answer.Is(out var seat, out var refused))
        {
            return await LoadAsync(id, cancellationToken) ?? Again(refused);
        }

        return GoOn(
            $"/platz/{id}",
            seat.State switch
            {
                "Declined" => "Ihre Absage ist gespeichert.",
                "Seat" => "Ihr Platz ist gebucht. Die Bestätigung kommt per E-Mail.",
                "SeatAndWaiting" =>
                    "Ihre Antwort ist gespeichert. Sie haben einen Platz online und stehen auf der Warteliste vor Ort.",
                _ => "Ihre Antwort ist gespeichert. Sie stehen auf der Warteliste.",
            }
        );
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var link = PersonalLinkCookie.Kept(HttpContext, $"/platz/{id}");
        if ((link ?? await tokens.OfAsync(HttpContext)) is not { } token)
        {
            return NoLink();
        }

        var session = api.SessionAsync(id, cancellationToken);
        var own = link is null
            ? api.OwnSeatAsync(id, token, cancellationToken)
            : api.SeatAsync(id, token, cancellationToken);
        if (!(await own).Is(out var seat, out var problem))
        {
            return ExplainLink(problem);
        }

        if (!(await session).Is(out var known, out problem))
        {
            return ExplainLink(problem);
        }

        (Seat, Session, Places) = (seat, known, seat.Places);
        IsOver = Session.End <= time.GetUtcNow();
        return null;
    }
}
