using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// A code or refresh token that comes for the second time was copied by somebody, and nobody can tell who is who: the whole sign-in on
/// that device ends. The token server itself revokes the family and refuses the request.
/// </summary>
internal sealed class EndDeviceWhenReplayed(RegistrationDbContext db, IOpenIddictTokenManager tokens, ILogger<EndDeviceWhenReplayed> logger)
    : IOpenIddictServerHandler<OpenIddictServerEvents.ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<OpenIddictServerEvents.ValidateTokenContext>()
        .UseScopedHandler<EndDeviceWhenReplayed>()
        .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1)
        .Build();

    public async ValueTask HandleAsync(OpenIddictServerEvents.ValidateTokenContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Token
            || context.Principal is not { } principal
            || principal.GetTokenType() is not (TokenTypeIdentifiers.RefreshToken or TokenTypeIdentifiers.Private.AuthorizationCode)
            || principal.GetTokenId() is not { } id
            || await tokens.FindByIdAsync(id, context.CancellationToken) is not { } token
            || !await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
        {
            return;
        }

        var session = principal.DeviceSession();
        await db.DeviceSessions.Where(row => row.Id == session).ExecuteDeleteAsync(context.CancellationToken);
        logger.LogWarning("A token came for the second time; its device session has ended");
    }
}
