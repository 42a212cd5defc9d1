using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Topics;

/// <summary>One topic with its sessions. The address of one that was merged leads to the one that it went into.</summary>
public sealed class TopicModel(HubApi api) : PortalPage
{
    public Topic Topic { get; private set; } = null!;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public IReadOnlyList<PublicImpulse> Impulses { get; private set; } = [];

    /// <summary>The open calls for impulses about it.</summary>
    public IReadOnlyList<Call> Calls { get; private set; } = [];

    /// <summary>Where the barometer sees it; null: nowhere.</summary>
    public string? Band { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var barometer = api.BarometerAsync(cancellationToken);
        var calls = api.CallsAsync(cancellationToken);
        if (!(await api.TopicAsync(id, cancellationToken)).Is(out var found, out var problem))
        {
            return Explain(problem);
        }

        if (found.Topic.Id != id)
        {
            return RedirectPermanent($"/themen/{found.Topic.Id}");
        }

        (Topic, Sessions, Impulses) = (found.Topic, found.Sessions, found.Impulses ?? []);
        Calls = [.. ((await calls).Value ?? []).Where(call => call.Topic?.Id == id)];
        Band = (await barometer).Value?.Topics.FirstOrDefault(topic => topic.Id == id)?.Band;
        return Page();
    }
}
