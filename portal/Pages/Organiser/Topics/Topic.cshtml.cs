using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Topics;

/// <summary>
/// One topic, or a new one: reword, release, merge, retire. When somebody else changed it meanwhile, both versions are
/// shown and what was typed stays in the form.
/// </summary>
public sealed class TopicModel(HubApi api) : OrganiserPage
{
    private const string Topics = $"{Root}/themen";

    private static readonly Problem NotChosen = new(
        StatusCodes.Status400BadRequest,
        "merge-target-missing",
        "",
        new Dictionary<string, string[]> { ["into"] = ["Bitte wählen Sie das Thema, in dem dieses aufgehen soll."] }
    );

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? Into { get; set; }

    /// <summary>The version that stands in the forms; 0: a new topic.</summary>
    [BindProperty]
    public long Version { get; set; }

    /// <summary>Null: a new one.</summary>
    public TopicForOrganisers? Topic { get; private set; }

    /// <summary>What somebody else wrote since the form was opened.</summary>
    public TopicForOrganisers? Other { get; private set; }

    /// <summary>The city from which it was proposed; null: organisers put it on the list.</summary>
    public string? City { get; private set; }

    public IReadOnlyList<Choice> Targets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, string? neu, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        if (Topic is null && neu is null)
        {
            return NotFound();
        }

        (Title, Description, Version) = (Topic?.Title, Topic?.Description, Topic?.Version ?? 0);
        return Page();
    }

    public Task<IActionResult> OnPostSpeichernAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.WriteTopicAsync(id, Title, Description, Version, Token, cancellationToken),
            Version == 0
                ? "Das Thema steht jetzt auf der Liste; alle können es sehen."
                : "Die Fassung ist gespeichert.",
            cancellationToken
        );

    public Task<IActionResult> OnPostFreigebenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.ReleaseTopicAsync(id, Version, Token, cancellationToken),
            "Das Thema steht jetzt auf der Liste; alle können es sehen.",
            cancellationToken
        );

    public Task<IActionResult> OnPostHerausnehmenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.RetireTopicAsync(id, Version, Reason, Token, cancellationToken),
            "Erledigt. Das Thema ist jetzt unter „Nicht mehr auf der Liste“.",
            cancellationToken
        );

    public Task<IActionResult> OnPostZusammenfuehrenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            Into is { } into && ModelState.IsValid
                ? api.MergeTopicAsync(id, into, Version, Token, cancellationToken)
                : Task.FromResult<Problem?>(NotChosen),
            "Die Themen sind zusammengeführt.",
            cancellationToken
        );

    private async Task<IActionResult> DoAsync(
        Guid id,
        Task<Problem?> change,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (await change is not { } problem)
        {
            return GoOn(Topics, done);
        }

        if (await LoadAsync(id, cancellationToken) is { } gone)
        {
            return await Stop(gone);
        }

        // The forms that were not sent hold what stands there.
        (Title, Description) = (Title ?? Topic?.Title, Description ?? Topic?.Description);
        if (problem.Code == "topic-changed-meanwhile" && Topic is not null)
        {
            ModelState.Clear();
            Version = Topic.Version;
            Other = (Title, Description) == (Topic.Title, Topic.Description) ? null : Topic;
        }

        return Again(problem);
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.AllTopicsAsync(Token, cancellationToken)).Is(out var topics, out var problem))
        {
            return problem;
        }

        Topic = topics.FirstOrDefault(topic => topic.Id == id);
        if (Topic?.ProposedByPartner is { } key)
        {
            var partners = await api.PartnersAsync(cancellationToken);
            City = partners.FirstOrDefault(partner => partner.Key == key)?.Name ?? key;
        }

        Targets =
        [
            new Choice("", "Bitte wählen"),
            .. topics
                .Where(topic => topic.Id != id && topic.Stage is ("Listed" or "Planned" or "Discussed"))
                .Select(topic => new Choice(topic.Id.ToString(), topic.Title)),
        ];
        return null;
    }
}
