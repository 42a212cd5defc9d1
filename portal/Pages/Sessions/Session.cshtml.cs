using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Sessions;

/// <summary>
/// One session: when, where, programme, places, and its contributions. Places and contributions are left out while
/// their service is down.
/// </summary>
public sealed class SessionModel(HubApi api, RenewedTokens tokens, TimeProvider time) : PortalPage
{
    public Session Session { get; private set; } = null!;

    public Places? Places { get; private set; }

    public IReadOnlyList<Contribution>? Contributions { get; private set; }

    /// <summary>Recording and minutes, as far as whoever looks at the page may see them.</summary>
    public SessionLinks? Links { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>
    /// For a signed-in member who takes or took part. Null for everybody else, and while Registration does not answer.
    /// </summary>
    public Company? Company { get; private set; }

    /// <summary>The own seat of whoever is signed in as a member; null like <see cref="Company"/>.</summary>
    public Seat? OwnSeat { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var token = User.Identity?.IsAuthenticated == true ? await tokens.OfAsync(HttpContext) : null;
        var own = token is { Length: > 0 } ? api.OwnSeatAsync(id, token, cancellationToken) : null;
        var company = token is { Length: > 0 } ? api.CompanyAsync(id, token, cancellationToken) : null;
        var contributions = api.ContributionsAsync(cancellationToken, session: id);
        var links = api.LinksAsync(id, token, cancellationToken);
        var places = api.PlacesAsync(id, cancellationToken);
        if (!(await api.SessionAsync(id, cancellationToken)).Is(out var session, out var problem))
        {
            return Explain(problem);
        }

        Session = session;
        IsOver = session.End <= time.GetUtcNow();
        Places = (await places).Value;
        // Whose sign-in ended meanwhile sees what everybody sees.
        Links = (await links).Value ?? (await api.LinksAsync(id, null, cancellationToken)).Value;
        Contributions = (await contributions).Value?.Contributions;
        OwnSeat = own is null ? null : (await own).Value;
        Company = company is null ? null : (await company).Value;
        return Page();
    }

    public static string Words(Company company) =>
        (company.Companions.Count, company.Others) switch
        {
            (0, 0) => "Außer Ihnen hat noch niemand einen Platz.",
            (0, 1) => "Noch ein Mitglied, das nichts über sich zeigt.",
            (0, var others) => $"Noch {others} Mitglieder, die nichts über sich zeigen.",
            (_, 0) => "",
            (_, 1) => "Und ein weiteres Mitglied, das nichts über sich zeigt.",
            (_, var others) => $"Und {others} weitere Mitglieder, die nichts über sich zeigen.",
        };
}
