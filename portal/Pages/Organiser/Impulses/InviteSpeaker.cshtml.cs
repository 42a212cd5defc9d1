using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>
/// Invites somebody without an account to hand in an impulse. The address stands in no other page and in no address.
/// </summary>
public sealed class InviteSpeakerModel(HubApi api) : OrganiserPage
{
    /// <summary>Of the impulse to be: sending the form twice invites once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? CallId { get; set; }

    public IReadOnlyList<Choice> Calls { get; private set; } = [];

    public async Task OnGetAsync(Guid? aufruf, CancellationToken cancellationToken)
    {
        (Id, CallId) = (Guid.CreateVersion7(), aufruf?.ToString());
        await ChooseAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Id = Id == default ? Guid.CreateVersion7() : Id;
        Guid? call = Guid.TryParse(CallId, out var chosen) ? chosen : null;
        var invitation = new
        {
            Name,
            Address,
            CallId = call,
        };
        if (await api.InviteSpeakerAsync(Id, invitation, Token, cancellationToken) is not { } problem)
        {
            return GoOn($"{Root}/impulse", "Die Einladung ist auf dem Weg.");
        }

        await ChooseAsync(cancellationToken);
        return Again(problem);
    }

    private async Task ChooseAsync(CancellationToken cancellationToken) =>
        Calls = [
            new("", "Ohne Aufruf"),
            .. ((await api.CallsNowAsync(cancellationToken)).Value ?? []).Select(call => new Choice(
                call.Id.ToString(),
                $"{call.Title} (bis {ImpulseWords.LastDay(call)})"
            )),
        ];
}
