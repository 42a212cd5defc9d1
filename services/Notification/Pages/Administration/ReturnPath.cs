using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Administration;

/// <summary>Where to go after the sign-in: an address of these pages, and nowhere else.</summary>
internal static class ReturnPath
{
    public static readonly ReturnRule Rule = new("/", 500, _ => true);
}
