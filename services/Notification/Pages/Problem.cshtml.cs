using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>The page for everything that did not work.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : ProblemPage
{
    protected override (string Title, string Detail)? Words(int status) =>
        status == StatusCodes.Status413PayloadTooLarge
            ? ("Das ist zu groß", "Bitte schicken Sie weniger auf einmal.")
            : null;
}
