using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Plans a new session or changes one, as a draft: every button keeps what was typed, none publishes. Refuses to
/// overwrite a draft that somebody else changed meanwhile; what was typed stays in the form then.
/// </summary>
public sealed class PlanSessionModel(HubApi api) : OrganiserPage
{
    public static readonly Choice[] Forms =
    [
        new("Hybrid", "Vor Ort und online"),
        new("OnSite", "Nur vor Ort"),
        new("Online", "Nur online"),
    ];

    public static readonly Choice[] Kinds =
    [
        new("Welcome", "Begrüßung"),
        new("Impulse", "Impuls"),
        new("Exchange", "Austausch"),
        new("Break", "Pause"),
    ];

    /// <summary>The topics to choose from: those on the list, and what the session names already.</summary>
    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    /// <summary>Houses of other sessions; none while they cannot be asked for.</summary>
    public IReadOnlyList<Venue> Venues { get; private set; } = [];

    [BindProperty]
    public string? EarlierVenue { get; set; }

    // Without a prefix: the names of the fields are the names of the properties.
    [BindProperty(Name = "")]
    public SessionFields Fields { get; set; } = new();

    public bool IsNew => Fields.BasedOn == 0;

    /// <summary>Somebody else published changes after this draft was begun.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>As the draft was saved last.</summary>
    public IReadOnlyList<Clash> Clashes { get; private set; } = [];

    /// <summary>Somebody else saved the draft after this form was opened.</summary>
    public bool IsConflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? neu, CancellationToken cancellationToken)
    {
        await LoadChoicesAsync(cancellationToken);
        var kept = await api.DraftAsync(id, Token, cancellationToken);
        if (kept.Is(out var draft, out var problem))
        {
            (Fields, IsOutdated, Clashes) = (SessionFields.Of(draft), draft.IsOutdated, draft.Clashes ?? []);
            return Page();
        }

        if (!problem.IsNotFound)
        {
            return await Stop(problem);
        }

        if ((await api.SessionToEditAsync(id, Token, cancellationToken)).Is(out var session, out problem))
        {
            Fields = SessionFields.Of(session);
            return Page();
        }

        if (!problem.IsNotFound || neu is null)
        {
            return await Stop(problem);
        }

        Fields.Programme = NewProgramme();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? aktion, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await LoadChoicesAsync(cancellationToken);
        var here = $"{Root}/sitzungen/{id}/bearbeiten";
        if (aktion == "verwerfen")
        {
            return await api.DiscardDraftAsync(id, Token, cancellationToken) is { } kept
                ? Again(kept)
                : GoOn(Root, "Der Entwurf ist verworfen. Was veröffentlicht ist, bleibt, wie es ist.");
        }

        var anchor = ProgrammeButtons.Press(aktion, Fields.Programme);
        if (aktion == EarlierVenues.Button)
        {
            EarlierVenues.Take(EarlierVenue, Venues, Fields);
            anchor = EarlierVenues.Anchor;
        }

        ProgrammeDefaults.FillTitles(Fields.Programme);
        var plan = Fields.Read(ModelState.AddModelError);
        if (
            !(await api.SaveDraftAsync(id, plan, Fields.BasedOn, Fields.Version, Token, cancellationToken)).Is(
                out var draft,
                out var problem
            )
        )
        {
            await ShowOtherDraftAsync(id, problem, cancellationToken);
            return Again(problem);
        }

        (Fields.Version, Clashes) = (draft.Version, draft.Clashes ?? []);
        var publishes = aktion == "weiter";
        if (ModelState.IsValid && !(publishes && draft.Errors.Count > 0))
        {
            return anchor is not null ? new SeeOther($"{here}#{anchor}")
                : publishes ? new SeeOther($"{Root}/sitzungen/{id}/veroeffentlichen")
                : GoOn(here, "Der Entwurf ist gespeichert. Veröffentlicht ist noch nichts.");
        }

        if (publishes)
        {
            ShowErrors(draft);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task LoadChoicesAsync(CancellationToken cancellationToken)
    {
        var venues = api.VenuesAsync(Token, cancellationToken);
        Topics =
        [
            .. ((await api.AllTopicsAsync(Token, cancellationToken)).Value ?? [])
                .Where(topic => topic.Stage is "Listed" or "Planned" or "Discussed" || Fields.Topics.Contains(topic.Id))
                .Select(topic => new Choice(topic.Id.ToString(), topic.Title)),
        ];
        Venues = (await venues).Value ?? [];
    }

    // The form holds what this organiser typed; saving it once more is meant to replace the other state.
    private async Task ShowOtherDraftAsync(Guid id, Problem problem, CancellationToken cancellationToken)
    {
        if (problem.Code == "draft-changed-meanwhile")
        {
            IsConflict = true;
            Fields.Version = (await api.DraftAsync(id, Token, cancellationToken)).Value?.Version ?? 0;
        }
    }

    private void ShowErrors(Draft draft)
    {
        // A field that could not be read says so already; that it is missing would confuse.
        var unread = ModelState.Keys.ToHashSet();
        foreach (var (field, errors) in draft.Errors)
        {
            var name = FieldOf(field);
            foreach (var error in unread.Contains(name) ? [] : errors)
            {
                ModelState.AddModelError(name, error.Message);
            }
        }
    }

    // The API knows a start and a venue; the page has a field for each of their parts.
    private static string FieldOf(string field) =>
        field switch
        {
            "start" or "localStart" or "timeZone" => nameof(SessionFields.Date),
            "venue" => nameof(SessionFields.VenueName),
            _ when field.StartsWith("venue.", StringComparison.Ordinal) =>
                $"Venue{FieldNames.ToProperty(field["venue.".Length..])}",
            _ => FieldNames.ToProperty(field),
        };

    private static List<ProgrammeFields> NewProgramme() =>
        [
            new()
            {
                Kind = "Welcome",
                Title = "Begrüßung",
                LengthMinutes = "10",
            },
            new() { Kind = "Impulse" },
            new()
            {
                Kind = "Exchange",
                Title = "Austausch in Gruppen",
                LengthMinutes = "45",
            },
        ];
}
