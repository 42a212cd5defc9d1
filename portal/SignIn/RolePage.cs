using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// A page for people with a role; whoever is not signed in does that first. By a mail's link nobody has a role; the page
/// then says how to sign in. The API decides on every request whether the role still counts.
/// </summary>
public abstract class RolePage : MemberPage
{
    protected abstract bool HasRole();

    /// <summary>What people see who lack the role.</summary>
    protected abstract IActionResult NoRole();

    protected override IActionResult? Refusal() =>
        User.Identity?.IsAuthenticated == true && !HasRole() ? NoRole() : null;

    /// <summary>A problem on the way to showing a page.</summary>
    protected Task<IActionResult> Stop(Problem problem) =>
        problem.Status == StatusCodes.Status403Forbidden ? Task.FromResult(NoRole()) : StopAsync(problem);

    protected bool CameByMail => User.HasClaim("amr", "mail");

    protected static Problem Refused(string code, string detail) =>
        new(StatusCodes.Status403Forbidden, code, detail, new Dictionary<string, string[]>());
}
