using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>Writes a call for impulses, changes or closes one. Only the button publishes; Enter in a field does not.</summary>
public sealed class CallModel(HubApi api, TimeProvider time) : OrganiserPage
{
    private const string Impulses = $"{Root}/impulse";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? SessionId { get; set; }

    [BindProperty]
    public string? TopicId { get; set; }

    [BindProperty]
    public string? EndsOn { get; set; }

    /// <summary>The version that stands in the form; 0: a new call.</summary>
    [BindProperty]
    public long Version { get; set; }

    /// <summary>What somebody else wrote since the form was opened.</summary>
    public Call? Other { get; private set; }

    public IReadOnlyList<Choice> Sessions { get; private set; } = [];

    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        Guid id,
        string? neu,
        Guid? sitzung,
        Guid? thema,
        CancellationToken cancellationToken
    )
    {
        await ChooseAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is { } call)
        {
            Fill(call);
            return Page();
        }

        (SessionId, TopicId) = (sitzung?.ToString(), thema?.ToString());
        return neu is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? aktion, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await ChooseAsync(cancellationToken);
        var closes = aktion == "schliessen";
        if (aktion != "veroeffentlichen" && !closes)
        {
            ModelState.AddModelError(
                "",
                "Noch nicht veröffentlicht. Prüfen Sie die Angaben und wählen Sie dann unten den Knopf."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        DateOnly? day = GermanDate.TryRead(EndsOn, out var read) ? read : null;
        var call = new
        {
            Title,
            Text,
            SessionId = Id(SessionId),
            TopicId = Id(TopicId),
            // Whose last day was yesterday, is closed.
            EndsOn = closes ? time.Today().AddDays(-1) : day,
            ExpectedVersion = Version,
        };
        if (await api.OpenCallAsync(id, call, Token, cancellationToken) is not { } problem)
        {
            return GoOn(
                Impulses,
                closes ? "Der Aufruf ist geschlossen."
                    : Version == 0 ? "Der Aufruf ist veröffentlicht."
                    : "Der Aufruf ist geändert."
            );
        }

        if (problem.Code == "call-changed-meanwhile" && await FindAsync(id, cancellationToken) is { } other)
        {
            (Other, Version) = (other, other.Version);
        }

        return Again(problem);
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private void Fill(Call call)
    {
        (Title, Text, Version) = (call.Title, call.Text, call.Version);
        (SessionId, TopicId) = (call.SessionId?.ToString(), call.Topic?.Id.ToString());
        EndsOn = $"{ImpulseWords.LastDayOf(call):yyyy-MM-dd}";
    }

    private async Task<Call?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await api.AllCallsAsync(Token, cancellationToken)).Value?.FirstOrDefault(call => call.Id == id);

    private async Task ChooseAsync(CancellationToken cancellationToken)
    {
        var sessions = api.SessionsAsync("coming", cancellationToken);
        var topics = api.TopicsAsync(cancellationToken);
        Sessions =
        [
            new("", "Keine bestimmte"),
            .. ((await sessions).Value ?? [])
                .Where(session => !session.IsCancelled)
                .Select(session => new Choice(session.Id.ToString(), session.Title)),
        ];
        Topics =
        [
            new("", "Kein bestimmtes"),
            .. ((await topics).Value ?? []).Select(topic => new Choice(topic.Id.ToString(), topic.Title)),
        ];
    }
}
