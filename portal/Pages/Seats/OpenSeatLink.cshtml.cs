using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Seats;

/// <summary>
/// The mail's link to the own seat leads here. Checks the token, puts it into a cookie, and goes on to an address
/// without it.
/// </summary>
public sealed class OpenSeatLinkModel(HubApi api) : LinkPage
{
    public async Task<IActionResult> OnGetAsync(string? t, string? antwort, CancellationToken cancellationToken)
    {
        if (t is null)
        {
            return NoLink();
        }

        if (PersonalLinkCookie.SessionOf(t) is not { } session)
        {
            return ExplainLink(new Problem(401, "link-unreadable", "", new Dictionary<string, string[]>()));
        }

        var seat = await api.SeatAsync(session, t, cancellationToken);
        if (seat.Problem is { } problem)
        {
            return ExplainLink(problem);
        }

        PersonalLinkCookie.Keep(HttpContext, $"/platz/{session}", t);
        return new SeeOther($"/platz/{session}{(SeatWords.AnswerOf(antwort) is null ? "" : $"?antwort={antwort}")}");
    }
}
