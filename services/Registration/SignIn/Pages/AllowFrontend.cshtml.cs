using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Site;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Asks the member once whether a frontend that is not ours may act; the yes is kept, a second one changes nothing. A
/// no is told to the frontend.
/// </summary>
[AllowAnonymous, ForSignedIn]
public sealed class AllowFrontendModel(
    IOpenIddictApplicationManager applications,
    IOpenIddictAuthorizationManager authorizations,
    TimeProvider time
) : SitePage
{
    private object? application;
    private ImmutableArray<string> scopes = [];

    [BindProperty(Name = ReturnPath.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public string Client { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    [Audited("account", Operation = "AllowFrontend")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        var (subject, id) = ($"{User.AccountId()}", (await applications.GetIdAsync(application!, cancellationToken))!);
        if (!await Tokens.Authorize.HasConsentAsync(subject, id, scopes, authorizations, cancellationToken))
        {
            var consent = new OpenIddictAuthorizationDescriptor
            {
                Subject = subject,
                ApplicationId = id,
                Status = Statuses.Valid,
                Type = AuthorizationTypes.Permanent,
                CreationDate = time.GetUtcNow(),
            };
            consent.Scopes.UnionWith(scopes);
            await authorizations.CreateAsync(consent, cancellationToken);
        }

        return new SeeOther(ReturnTo!);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (
            ReturnPath.Of(ReturnTo) != ReturnTo
            || !ReturnTo!.StartsWith("/connect/authorize?", StringComparison.Ordinal)
        )
        {
            return false;
        }

        var request = QueryHelpers.ParseQuery(ReturnTo[ReturnTo.IndexOf('?')..]);
        if (request.GetValueOrDefault("client_id").ToString() is not { Length: > 0 } client)
        {
            return false;
        }

        application = await applications.FindByClientIdAsync(client, cancellationToken);
        scopes = [.. request.GetValueOrDefault("scope").ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Client = application is null
            ? ""
            : await applications.GetDisplayNameAsync(application, cancellationToken) ?? "";
        return application is not null;
    }
}
