using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Gives a new session its id before anything is typed, so that sending the form twice makes one session.
/// </summary>
public sealed class NewSessionModel : OrganiserPage
{
    public IActionResult OnGet() => new SeeOther($"{Root}/sitzungen/{Guid.CreateVersion7()}/bearbeiten?neu=ja");
}
