using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Plans a new session or changes one. The buttons that add and remove items of the programme send the whole form, so
/// everything typed stays; only saving changes anything. Refuses to overwrite what somebody else changed meanwhile.
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

    // Without a prefix: the names of the fields are the names of the properties.
    [BindProperty(Name = "")]
    public SessionFields Fields { get; set; } = new();

    public bool IsNew => Fields.Version is null;

    public async Task<IActionResult> OnGetAsync(Guid id, string? neu, CancellationToken cancellationToken)
    {
        var answer = await api.SessionToEditAsync(id, Token, cancellationToken);
        if (answer.Is(out var session, out var problem))
        {
            Fields = SessionFields.Of(session);
            return Page();
        }

        if (!problem.IsNotFound || neu is null)
        {
            return await Stop(problem);
        }

        Fields.Programme =
        [
            new ProgrammeFields
            {
                Kind = "Welcome",
                Title = "Begrüßung",
                LengthMinutes = "10",
            },
            new ProgrammeFields { Kind = "Impulse" },
            new ProgrammeFields
            {
                Kind = "Exchange",
                Title = "Austausch in Gruppen",
                LengthMinutes = "45",
            },
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? aktion, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (aktion == "hinzufuegen")
        {
            Fields.Programme.Add(new ProgrammeFields());
            return Page();
        }

        if (
            aktion?.Split('-') is ["entfernen", var number]
            && int.TryParse(number, CultureInfo.InvariantCulture, out var at)
        )
        {
            if (at >= 0 && at < Fields.Programme.Count)
            {
                Fields.Programme.RemoveAt(at);
            }

            return Page();
        }

        var draft = Fields.Read(ModelState.AddModelError);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await api.SaveSessionAsync(id, draft, Token, cancellationToken) is { } problem)
        {
            return Again(problem, FieldOf);
        }

        return GoOn(
            Root,
            IsNew
                ? "Die Sitzung ist angelegt. Die Städte laden jetzt ihre Ratsmitglieder ein."
                : "Die Änderungen sind gespeichert. Wer einen Platz hat, bekommt eine E-Mail, wenn sich Zeit oder Ort geändert haben."
        );
    }

    // The API knows a start and a venue; the page has a field for each of their parts.
    private static string? FieldOf(string field) =>
        field switch
        {
            "start" or "localStart" or "timeZone" => nameof(SessionFields.Date),
            "venue" => nameof(SessionFields.VenueName),
            _ when field.StartsWith("venue.", StringComparison.Ordinal) =>
                $"Venue{FieldNames.ToProperty(field["venue.".Length..])}",
            _ => null,
        };
}
