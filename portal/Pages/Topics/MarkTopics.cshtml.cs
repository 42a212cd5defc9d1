using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Topics;

/// <summary>
/// The member marks what is important for the own council, in secret, and may take it back. What was ticked stays in
/// the form when it cannot be saved.
/// </summary>
public sealed class MarkTopicsModel(HubApi api) : MemberPage
{
    private static readonly Problem Unreadable = new(
        StatusCodes.Status400BadRequest,
        "topic-unreadable",
        "Ihre Auswahl kam nicht vollständig an. Bitte prüfen Sie sie und speichern Sie noch einmal.",
        new Dictionary<string, string[]>()
    );

    [BindProperty]
    public List<Guid> Marked { get; set; } = [];

    public bool MayMark { get; private set; } = true;

    public BarometerRound? Open { get; private set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.MarksAsync(Token, cancellationToken)).Is(out var marks, out var problem))
        {
            return await StopAsync(problem);
        }

        (Marked, MayMark) = ([.. marks.Topics], marks.MayMark);
        return await LoadAsync(cancellationToken) is { } away ? await StopAsync(away) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        // What is no topic at all was left out of the list; saving that would take marks back.
        var problem = ModelState.IsValid ? await api.SetMarksAsync(Marked, Token, cancellationToken) : Unreadable;
        if (problem is null)
        {
            return GoOn("/themen/markieren", "Ihre Markierungen sind gespeichert.");
        }

        ModelState.Clear();
        return await LoadAsync(cancellationToken) is { } away ? await StopAsync(away) : Again(problem);
    }

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        var barometer = api.BarometerAsync(cancellationToken);
        if (!(await api.TopicsAsync(cancellationToken)).Is(out var topics, out var problem))
        {
            return problem;
        }

        Choices = [.. topics.Select(topic => new Choice(topic.Id.ToString(), topic.Title, topic.Description))];
        Open = (await barometer).Value?.Open;
        return null;
    }
}
