using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Topics;

/// <summary>A member proposes a topic and sees what became of the own proposals.</summary>
public sealed class ProposeTopicModel(HubApi api) : MemberPage
{
    /// <summary>Of the proposal in the form, so that sending it twice proposes it once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    public IReadOnlyList<OwnProposal> Own { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Id = Guid.CreateVersion7();
        if (!(await api.OwnProposalsAsync(Token, cancellationToken)).Is(out var own, out var problem))
        {
            return await StopAsync(problem);
        }

        Own = own;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (await api.ProposeTopicAsync(Id, Title, Description, Token, cancellationToken) is not { } problem)
        {
            return GoOn("/themen/vorschlagen", "Danke! Ihr Vorschlag ist bei der Organisation.");
        }

        Own = (await api.OwnProposalsAsync(Token, cancellationToken)).Value ?? [];
        return Again(problem);
    }
}
