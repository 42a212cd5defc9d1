using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// The second step: the dates of the pattern in the address, each with a box to leave it out, and one button that drafts
/// the others. Pressed twice, it makes each once. An address without a right pattern leads back to the first step.
/// </summary>
public sealed class DraftSeriesModel(HubApi api) : OrganiserPage
{
    [BindProperty(Name = "", SupportsGet = true)]
    public SeriesFields Fields { get; set; } = new();

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>The chosen days, as ISO dates.</summary>
    [BindProperty]
    public List<string> Days { get; set; } = [];

    public IReadOnlyList<SeriesDate> All { get; private set; } = [];

    /// <summary>Those that are not drafted yet.</summary>
    public IReadOnlyList<SeriesDate> Open => [.. All.Where(date => date.State is null)];

    public IReadOnlyList<Choice> Choices =>
        [.. Open.Select(date => new Choice(Key(date), Dates.LocalStart(date.LocalStart), HintOf(date)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await LoadAsync(cancellationToken) is { } problem)
        {
            return problem.Status == StatusCodes.Status400BadRequest ? FirstStep() : await Stop(problem);
        }

        Days = [.. Open.Select(Key)];
        Title = Fields.Template is { } template ? await TitleOfAsync(template, cancellationToken) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await LoadAsync(cancellationToken) is { } stop)
        {
            // Whoever is not signed in, or may not, is not led anywhere.
            return stop.Status == StatusCodes.Status400BadRequest ? FirstStep() : await Stop(stop);
        }

        var answer = await api.DraftSeriesAsync(
            Fields.Series,
            Fields.Read((_, _) => { }),
            Fields.Template,
            Title,
            [.. Open.Where(date => !Days.Contains(Key(date))).Select(date => date.Date)],
            Token,
            cancellationToken
        );
        return answer.Is(out var drafted, out var problem)
            ? GoOn(
                Root,
                drafted.Made == 0
                    ? "Diese Entwürfe waren schon angelegt; neu ist keiner."
                    : $"{Numbers.Count(drafted.Made, "1 Entwurf ist angelegt", "Entwürfe sind angelegt")}. "
                        + "Veröffentlicht ist noch nichts."
            )
            : Again(problem, field => field == "leftOut" ? nameof(Days) : null);
    }

    public static string StateOf(SeriesDate date) =>
        date.State switch
        {
            "Published" => "schon veröffentlicht",
            "Discarded" => "verworfen",
            _ => "schon angelegt",
        };

    private SeeOther FirstStep() => new($"{PlanSeriesModel.Address}{Fields.Query}");

    private async Task<Problem?> LoadAsync(CancellationToken cancellationToken)
    {
        var pattern = Fields.Read((_, _) => { });
        var answer = await api.SeriesDatesAsync(Fields.Series, pattern, Token, cancellationToken);
        All = answer.Value ?? [];
        return answer.Problem;
    }

    private async Task<string?> TitleOfAsync(Guid template, CancellationToken cancellationToken) =>
        (await api.SessionToEditAsync(template, Token, cancellationToken)).Value?.Title
        ?? (await api.DraftAsync(template, Token, cancellationToken)).Value?.Plan.Title;

    private static string Key(SeriesDate date) => date.Date.ToString("O", CultureInfo.InvariantCulture);

    private static string? HintOf(SeriesDate date)
    {
        var others = date.Others.Select(other =>
            $"„{PlanSeriesModel.Named(other.Title)}“{(other.IsDraft ? " (Entwurf)" : "")}"
        );
        string?[] hints =
        [
            date.Others.Count == 0 ? null : $"An diesem Tag ist schon {string.Join(" und ", others)}.",
            date.Fault is { } fault ? $"{fault.Message} Bitte ändern Sie die Zeit danach im Entwurf." : null,
        ];
        return string.Join(' ', hints.OfType<string>()) is { Length: > 0 } hint ? hint : null;
    }
}
