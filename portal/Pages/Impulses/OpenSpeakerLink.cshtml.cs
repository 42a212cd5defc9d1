using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>
/// The link in the mail to an invited speaker leads here. The token leaves the address at once and moves to a cookie for
/// the one impulse.
/// </summary>
public sealed class OpenSpeakerLinkModel(HubApi api) : PortalPage
{
    public async Task<IActionResult> OnGetAsync(string? t, CancellationToken cancellationToken)
    {
        if (PersonalLinkCookie.ImpulseOf(t) is not { } id)
        {
            return SpeakerLink.Explain(this, SpeakerLink.Missing);
        }

        if (!(await api.OwnImpulsesAsync(t!, cancellationToken)).Is(out var impulses, out var problem))
        {
            return SpeakerLink.Explain(this, problem);
        }

        if (!impulses.Any(impulse => impulse.Id == id))
        {
            return SpeakerLink.Explain(this, SpeakerLink.Unknown);
        }

        var path = $"{SpeakerLink.Root}/{id}";
        PersonalLinkCookie.Keep(HttpContext, path, t!);
        return new SeeOther(path);
    }
}
