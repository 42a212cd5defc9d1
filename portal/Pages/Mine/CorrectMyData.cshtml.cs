using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// Leads members to the pages where they correct their own things. What only the city can correct goes sealed to the
/// city, which answers by mail.
/// </summary>
public sealed class CorrectMyDataModel(HubApi api) : MemberPage
{
    /// <summary>Made with the form, so that sending it twice asks once.</summary>
    [BindProperty]
    public Guid Correction { get; set; }

    [BindProperty]
    public string? Wrong { get; set; }

    [BindProperty]
    public string? Right { get; set; }

    /// <summary>Answers to coming sessions, with questions and needs. Null: not available now.</summary>
    public IReadOnlyList<(Guid Session, string Title)>? Seats { get; private set; }

    /// <summary>Contributions that wait for release. Null: not available now.</summary>
    public IReadOnlyList<Contribution>? Contributions { get; private set; }

    /// <summary>No partner can correct anything about this member.</summary>
    public bool UnknownToPartner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Correction = Guid.CreateVersion7();
        return await LoadAsync(cancellationToken) is { } problem ? await StopAsync(problem) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (await api.AskCityToCorrectAsync(Correction, Wrong, Right, Token, cancellationToken) is not { } problem)
        {
            return GoOn(
                $"{SignInFlow.Home}/daten",
                "Ihre Angaben gehen jetzt an Ihre Kommune. Sie bekommen von ihr eine E-Mail, ob sie angekommen sind."
            );
        }

        await LoadAsync(cancellationToken);
        return Again(problem);
    }

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        var (seats, contributions, coming) = (
            api.OwnSeatsAsync(Token, cancellationToken),
            api.OwnContributionsAsync(Token, cancellationToken),
            api.SessionsAsync("coming", cancellationToken)
        );
        var titles = ((await coming).Value ?? []).ToDictionary(session => session.Id, session => session.Title);
        UnknownToPartner = (await api.MandateAsync(Token, cancellationToken)).Value?.UnknownToPartner ?? false;
        Seats = (await seats)
            .Value?.Seats.Where(seat => seat.Open)
            .OrderBy(seat => seat.Start)
            .Select(seat => (seat.SessionId, titles.GetValueOrDefault(seat.SessionId, "Sitzung")))
            .ToList();
        Contributions = (await contributions)
            .Value?.Contributions.Where(contribution => contribution.State != "Published")
            .ToList();
        return new[] { (await seats).Problem, (await contributions).Problem }.FirstOrDefault(problem =>
            problem?.Status is 401 or 403
        );
    }
}
