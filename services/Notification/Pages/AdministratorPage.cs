using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.Pages.Administration;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>A page of the city's administrators; everybody else signs in first and comes back.</summary>
public abstract class AdministratorPage : SitePage
{
    /// <summary>Who acts.</summary>
    protected Guid AdministratorId => User.Administrator()!.Value;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (User.Administrator() is null)
        {
            context.Result = new SeeOther(
                ReturnPath.Rule.On(
                    "/anmelden",
                    HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : null
                )
            );
        }
        else
        {
            base.OnPageHandlerExecuting(context);
        }
    }

    /// <summary>
    /// Shows the form again beside what was typed, with what is wrong with <paramref name="field"/>, or with the whole
    /// when it is empty.
    /// </summary>
    protected IActionResult Again(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return Again();
    }

    /// <summary>Shows the form again with the errors that were added.</summary>
    protected IActionResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>Answers with the page that explains what did not work.</summary>
    protected IActionResult Explain(int status, string title, string detail)
    {
        ProblemPage.Explain(HttpContext, title, detail);
        return StatusCode(status);
    }
}
