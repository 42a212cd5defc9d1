using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// A page for whoever is signed in here; everybody else signs in first, and comes back where <see cref="ReturnPath"/>
/// allows it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForSignedIn : Attribute, IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // Which handler it is makes no difference.
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.HttpContext.User.AccountId() is null)
        {
            context.Result = new SeeOther(
                ReturnPath.On(SignInPages.Root, HttpMethods.IsGet(request.Method) ? request.Path : null)
            );
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        // Nothing is left to do.
    }
}
