using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Topics;

/// <summary>All topics, what was proposed first, and the rounds of the barometer.</summary>
public sealed class IndexModel(HubApi api) : OrganiserPage
{
    private IReadOnlyList<Partner> partners = [];

    /// <summary>Of the round in the form, so that sending it twice opens one.</summary>
    [BindProperty]
    public Guid Round { get; set; }

    [BindProperty]
    public string? EndsOn { get; set; }

    public IReadOnlyList<(string Heading, List<TopicForOrganisers> Topics)> Groups { get; private set; } = [];

    public Barometer? Barometer { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        Round = Barometer?.Open?.Id ?? Guid.CreateVersion7();
        EndsOn = Barometer?.Open is { } open ? $"{TopicWords.LastDayOf(open):yyyy-MM-dd}" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateOnly? day = GermanDate.TryRead(EndsOn, out var read) ? read : null;
        if (await api.OpenRoundAsync(Round, day, Token, cancellationToken) is not { } problem)
        {
            return GoOn($"{Root}/themen", $"Die Runde läuft bis einschließlich {GermanTime.Day(day!.Value)}.");
        }

        return await LoadAsync(cancellationToken) is { } gone ? await Stop(gone) : Again(OnField(problem));
    }

    public string NameOf(string partner) => partners.FirstOrDefault(one => one.Key == partner)?.Name ?? partner;

    private static Problem OnField(Problem problem) =>
        problem.Code == "round-end-invalid"
            ? problem with
            {
                Fields = new Dictionary<string, string[]> { ["endsOn"] = [problem.Detail] },
            }
            : problem;

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        var barometer = api.BarometerAsync(cancellationToken);
        var known = api.PartnersAsync(cancellationToken);
        if (!(await api.AllTopicsAsync(Token, cancellationToken)).Is(out var topics, out var problem))
        {
            return problem;
        }

        Groups =
        [
            ("Vorschläge", [.. topics.Where(topic => topic.Stage == "Proposed")]),
            ("Auf der Liste", [.. topics.Where(topic => topic.Stage is "Listed" or "Planned" or "Discussed")]),
            ("Nicht mehr auf der Liste", [.. topics.Where(topic => topic.Stage is "Retired" or "Merged")]),
        ];
        (Barometer, partners) = ((await barometer).Value, await known);
        return null;
    }
}
