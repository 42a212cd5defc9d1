using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>
/// A page that takes a file as large as a members file may be, from whoever is signed in. What is larger is refused
/// before it is read, in words.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargeFile : Attribute, IAuthorizationFilter, IOrderedFilter
{
    // What a form has beside its file.
    private const int Fields = 64 * 1024;

    // Before the antiforgery filter, which reads the form.
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.User.Administrator() is null)
        {
            return;
        }

        if (http.Request.ContentLength > MemberFile.LargestFile + Fields)
        {
            // Else the connection would be cut before the browser reads the answer.
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } any)
            {
                any.MaxRequestBodySize = null;
            }

            ProblemPage.Explain(http, "Die Datei ist zu groß", MemberFile.TooLarge);
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MemberFile.LargestFile + Fields;
        }

        http.Features.Set<IFormFeature>(
            new FormFeature(
                http.Request,
                new FormOptions { MultipartBodyLengthLimit = MemberFile.LargestFile + Fields }
            )
        );
    }
}
