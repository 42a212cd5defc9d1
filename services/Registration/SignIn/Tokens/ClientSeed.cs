using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// Brings the clients in the database to what the configuration says, at every start; those that it no longer names are
/// deleted. A configuration without any client belongs to a tool and changes nothing.
/// </summary>
internal static class ClientSeed
{
    private const int Attempts = 5;

    public static async Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await SeedAsync(
                    scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(),
                    scope.ServiceProvider.GetRequiredService<IOptions<SignInSettings>>().Value.Clients,
                    cancellationToken
                );
                return;
            }
            catch (Exception fault)
                when (attempt < Attempts
                    && fault
                        is OpenIddictExceptions.ConcurrencyException
                            or Microsoft.EntityFrameworkCore.DbUpdateException
                            or OpenIddictExceptions.ValidationException
                )
            {
                // Another replica starts at the same time and writes the same.
            }
        }
    }

    private static async Task SeedAsync(
        IOpenIddictApplicationManager applications,
        Dictionary<string, ClientSettings> clients,
        CancellationToken cancellationToken
    )
    {
        if (clients.Count == 0)
        {
            return;
        }

        foreach (var (id, client) in clients)
        {
            var wanted = Describe(id, client);
            if (await applications.FindByClientIdAsync(id, cancellationToken) is { } known)
            {
                await applications.UpdateAsync(known, wanted, cancellationToken);
            }
            else
            {
                await applications.CreateAsync(wanted, cancellationToken);
            }
        }

        await foreach (var known in applications.ListAsync(cancellationToken: cancellationToken))
        {
            if (!clients.ContainsKey((await applications.GetClientIdAsync(known, cancellationToken))!))
            {
                await applications.DeleteAsync(known, cancellationToken);
            }
        }
    }

    private static OpenIddictApplicationDescriptor Describe(string id, ClientSettings client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = client.Secret,
            ClientType = client.Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = client.FirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit,
            DisplayName = client.Name.Length > 0 ? client.Name : id,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Revocation,
                Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
                Permissions.Prefixes.Scope + TokenServer.Scope,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        descriptor.RedirectUris.UnionWith(client.RedirectUris.Select(uri => new Uri(uri)));
        descriptor.PostLogoutRedirectUris.UnionWith(client.PostLogoutRedirectUris.Select(uri => new Uri(uri)));
        return descriptor;
    }
}
