using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages.Links;

/// <summary>After asking for a link: the same for everybody.</summary>
[AllowAnonymous]
public sealed class LinkSentModel : SitePage
{
    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public string Back => ReturnPath.On(SignInPages.Root, ReturnTo);
}
