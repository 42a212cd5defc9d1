using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Joining;

/// <summary>
/// A council member without an invitation asks their city to enrol them. Needs no sign-in. What was typed goes to the
/// city at once; nothing is kept here.
/// </summary>
public sealed class RequestMembershipModel(HubApi api) : PortalPage
{
    /// <summary>Made with the form, so that sending it twice asks once.</summary>
    [BindProperty]
    public Guid RequestId { get; set; }

    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public string? FirstName { get; set; }

    [BindProperty]
    public string? LastName { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Faction { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public bool Consent { get; set; }

    /// <summary>People do not see this field; only a machine fills it in.</summary>
    [BindProperty]
    public string? Website { get; set; }

    /// <summary>Null: not available now.</summary>
    public IReadOnlyList<Partner>? Partners { get; private set; }

    public IEnumerable<Choice> Choices =>
        [new Choice("", "Bitte wählen"), .. Partners!.Select(partner => new Choice(partner.Key, partner.Name))];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        RequestId = Guid.CreateVersion7();
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var request = new MembershipRequest(Partner, FirstName, LastName, Title, Faction, Address, Consent, Website);
        if (await api.RequestMembershipAsync(RequestId, request, cancellationToken) is not { } problem)
        {
            return GoOn(
                "/mitmachen/mitglied",
                "Ihre Angaben sind verschlüsselt auf dem Weg zu Ihrer Kommune. Sie antwortet Ihnen per E-Mail."
            );
        }

        await LoadAsync(cancellationToken);
        return Again(problem);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Partners = (await api.GetAsync<Partner[]>("/api/registration/partners", cancellationToken))
            .Value?.Where(partner => partner.TakesPart)
            .ToList();
}
