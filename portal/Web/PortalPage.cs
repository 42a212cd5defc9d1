using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>What the portal's pages share: they explain problems and show errors beside their fields.</summary>
public abstract class PortalPage : SitePage
{
    internal const string ProblemKey = "problem";

    /// <summary>
    /// Answers with the page that explains the problem and what to do next, with the problem's status.
    /// </summary>
    protected internal IActionResult Explain(Problem problem, string? title = null, params string[] next)
    {
        HttpContext.Items[ProblemKey] = new Explanation(title, problem.Detail, next);
        return StatusCode(problem.Status);
    }

    /// <summary>
    /// Shows the form again with what the API found, beside what was typed; the answer keeps the problem's status.
    /// </summary>
    protected IActionResult Again(Problem problem, Func<string, string?>? fieldOf = null)
    {
        if (problem.AsksForToken && SignedInBrowsers.AreAway(HttpContext))
        {
            problem = Problem.Unreachable;
        }

        foreach (var (field, messages) in problem.Fields)
        {
            foreach (var message in messages)
            {
                ModelState.AddModelError(fieldOf?.Invoke(field) ?? FieldNames.ToProperty(field), message);
            }
        }

        if (problem.Fields.Count == 0)
        {
            ModelState.AddModelError("", problem.AsksForToken ? TokenGone : problem.Detail);
        }

        Response.StatusCode = problem.Status;
        return Page();
    }

    /// <summary>What to say when the token ended while a form was being filled in.</summary>
    protected virtual string TokenGone => "Ihre Anmeldung gilt nicht mehr.";
}

/// <summary>What the page of a problem says; without a title the status speaks.</summary>
public sealed record Explanation(string? Title, string Detail, IReadOnlyList<string> Next);

/// <summary>The API names fields in camel case; pages name their properties in Pascal case.</summary>
internal static class FieldNames
{
    /// <summary>"programme[0].lengthMinutes" becomes "Programme[0].LengthMinutes".</summary>
    public static string ToProperty(string field) =>
        string.Join(
            '.',
            field.Split('.').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])
        );
}
