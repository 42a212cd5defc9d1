using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Links to recording and minutes of a session that has begun, and who sees them. An empty field takes a link away.
/// Impulses that are not to be recorded warn and keep nothing from being saved.
/// </summary>
public sealed class WriteRecordModel(HubApi api, TimeProvider time) : OrganiserPage
{
    public static readonly Choice[] Audiences =
    [
        new("Members", "Nur angemeldete Mitglieder"),
        new("Everybody", "Alle, auch ohne Anmeldung"),
    ];

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Recording { get; set; }

    [BindProperty]
    public string? RecordingFor { get; set; } = "Members";

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? MinutesFor { get; set; } = "Members";

    public Session Session { get; private set; } = null!;

    public IReadOnlyList<string> NotToBeRecorded { get; private set; } = [];

    public bool HasBegun => Session.Start <= time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await LoadAsync(id, cancellationToken);
        if (!answer.Is(out var record, out var problem))
        {
            return await Stop(problem);
        }

        Version = record.Version;
        (Recording, RecordingFor) = (record.Recording?.Link, record.Recording?.For ?? RecordingFor);
        (Minutes, MinutesFor) = (record.Minutes?.Link, record.Minutes?.For ?? MinutesFor);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if ((await LoadAsync(id, cancellationToken)).Problem is { } stop)
        {
            return await Stop(stop);
        }

        var problem = await api.WriteRecordAsync(
            id,
            new RecordLink(Recording, RecordingFor),
            new RecordLink(Minutes, MinutesFor),
            Version,
            Token,
            cancellationToken
        );
        return problem is null
            ? GoOn($"{Root}/sitzungen/{id}/aufzeichnung", "Gespeichert. Die Seite der Sitzung zeigt die Links.")
            : Again(problem, FieldOf);
    }

    private async Task<Answer<SessionRecord>> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var record = api.RecordToEditAsync(id, Token, cancellationToken);
        if (!(await api.SessionToEditAsync(id, Token, cancellationToken)).Is(out var session, out var problem))
        {
            return Answer<SessionRecord>.Of(problem);
        }

        Session = session;
        NotToBeRecorded = (await record).Value?.NotToBeRecorded ?? [];
        return await record;
    }

    private static string? FieldOf(string field) =>
        field switch
        {
            "recording.link" => nameof(Recording),
            "recording.for" => nameof(RecordingFor),
            "minutes.link" => nameof(Minutes),
            "minutes.for" => nameof(MinutesFor),
            _ => null,
        };
}
