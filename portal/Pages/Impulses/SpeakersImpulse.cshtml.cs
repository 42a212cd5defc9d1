using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>
/// The impulse of an invited speaker, by the link of a mail. Who is signed in and followed no link has the own impulses
/// elsewhere.
/// </summary>
public sealed class SpeakersImpulseModel(HubApi api) : ImpulsePage(api)
{
    public override bool IsInvited => true;

    protected override string Root => SpeakerLink.Root;

    protected override string TokenGone => SpeakerLink.Gone;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        ShowAsync(id, () => Task.FromResult<ImpulseFields?>(null), cancellationToken);

    protected override Task<string?> TokenAsync() =>
        Task.FromResult(PersonalLinkCookie.Kept(HttpContext, SpeakerLink.Root));

    protected override IActionResult WithoutToken() =>
        HttpMethods.IsGet(Request.Method) && User.Identity?.IsAuthenticated == true
            ? Redirect($"/mein-bereich/impulse/{RouteData.Values["id"]}")
            : SpeakerLink.Explain(this, SpeakerLink.Missing);

    protected override Task<IActionResult> StopAsync(Problem problem) =>
        Task.FromResult(SpeakerLink.Explain(this, problem));
}
