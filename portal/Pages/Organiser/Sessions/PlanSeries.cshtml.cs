using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// The first step to a series of sessions: its pattern. Makes nothing; leads on to the dates, where what is wrong is told
/// no more.
/// </summary>
public sealed class PlanSeriesModel(HubApi api) : OrganiserPage
{
    public const string Address = $"{Root}/sitzungen/reihe";

    public static readonly Choice[] Rhythms =
    [
        new("Monthly", "Nach Monaten", "Zum Beispiel jeden zweiten Monat am dritten Dienstag."),
        new("Weekly", "Nach Wochen", "Zum Beispiel jede vierte Woche am Dienstag."),
    ];

    public static readonly Choice[] Weeks =
    [
        new("First", "Der erste"),
        new("Second", "Der zweite"),
        new("Third", "Der dritte"),
        new("Fourth", "Der vierte"),
        new("Last", "Der letzte"),
    ];

    public static readonly Choice[] Weekdays =
    [
        new("Monday", "Montag"),
        new("Tuesday", "Dienstag"),
        new("Wednesday", "Mittwoch"),
        new("Thursday", "Donnerstag"),
        new("Friday", "Freitag"),
        new("Saturday", "Samstag"),
        new("Sunday", "Sonntag"),
    ];

    [BindProperty(Name = "", SupportsGet = true)]
    public SeriesFields Fields { get; set; } = new();

    /// <summary>Sessions and drafts that can be the template.</summary>
    public IReadOnlyList<Choice> Templates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (Fields.Series == Guid.Empty)
        {
            Fields.Series = Guid.CreateVersion7();
        }

        await LoadTemplatesAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (Fields.Series == Guid.Empty)
        {
            Fields.Series = Guid.CreateVersion7();
        }

        await LoadTemplatesAsync(cancellationToken);
        var pattern = Fields.Read(ModelState.AddModelError);
        var unread = ModelState.Keys.ToHashSet();
        var answer = await api.SeriesDatesAsync(Fields.Series, pattern, Token, cancellationToken);
        if (answer.Problem is { } problem)
        {
            // A field that could not be read says so already; that it is missing would confuse.
            var told = problem.Fields.Where(field => !unread.Contains(FieldNames.ToProperty(field.Key))).ToDictionary();
            return told.Count == 0 && unread.Count > 0 ? Wrong() : Again(problem with { Fields = told });
        }

        return ModelState.IsValid ? new SeeOther($"{Address}/termine{Fields.Query}") : Wrong();
    }

    private IActionResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task LoadTemplatesAsync(CancellationToken cancellationToken)
    {
        var drafts = api.DraftsAsync(Token, cancellationToken);
        var coming = api.SessionsAsync("coming", cancellationToken);
        var past = (await api.SessionsAsync("past", cancellationToken)).Value ?? [];
        var sessions = ((await coming).Value ?? []).Concat(past).DistinctBy(session => session.Id).ToList();
        Templates =
        [
            new("", "Ohne Vorlage, nur mit einem Titel"),
            .. ((await drafts).Value ?? [])
                .Where(draft => draft.IsNew)
                .Select(draft => new Choice($"{draft.Id}", $"{Named(draft.Title)} (Entwurf)")),
            .. sessions.Select(session => new Choice(
                $"{session.Id}",
                $"{session.Title} ({Dates.Day(session.Start, session.TimeZone)})"
            )),
        ];
    }

    internal static string Named(string? title) => string.IsNullOrWhiteSpace(title) ? "Ohne Titel" : title;
}
