using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>The sessions that can take an impulse: drafts of new ones, then those to come.</summary>
internal static class SessionChoices
{
    public static async Task<IReadOnlyList<Choice>> OfAsync(
        HubApi api,
        string token,
        CancellationToken cancellationToken
    )
    {
        var coming = api.SessionsAsync("coming", cancellationToken);
        var drafts = api.DraftsAsync(token, cancellationToken);
        return
        [
            .. ((await drafts).Value ?? [])
                .Where(draft => draft.IsNew)
                .Select(draft => new Choice(draft.Id.ToString(), $"Entwurf: {ImpulseWords.Title(draft.Title)}")),
            .. ((await coming).Value ?? [])
                .Where(session => !session.IsCancelled)
                .Select(session => new Choice(session.Id.ToString(), session.Title)),
        ];
    }
}
