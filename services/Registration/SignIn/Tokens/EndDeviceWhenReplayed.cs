using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// A code that comes a second time, or a refresh token whose successor has been used or replaced, was copied by
/// somebody, and we cannot tell who is the owner: the family of tokens is revoked and the whole sign-in on that device
/// ends.
/// </summary>
internal sealed class EndDeviceWhenReplayed(
    RegistrationDbContext db,
    IOpenIddictTokenManager tokens,
    ILogger<EndDeviceWhenReplayed> logger
) : IOpenIddictServerHandler<OpenIddictServerEvents.ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<OpenIddictServerEvents.ValidateTokenContext>()
            .UseScopedHandler<EndDeviceWhenReplayed>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(OpenIddictServerEvents.ValidateTokenContext context)
    {
        if (
            context.EndpointType != OpenIddictServerEndpointType.Token
            || context.Principal is not { } principal
            || principal.GetTokenType()
                is not (TokenTypeIdentifiers.RefreshToken or TokenTypeIdentifiers.Private.AuthorizationCode)
            || !Guid.TryParse(principal.GetTokenId(), out var token)
            || !Guid.TryParse(principal.GetAuthorizationId(), out var family)
        )
        {
            return;
        }

        if (
            await TokenFamily.AdmitAsync(
                db,
                family,
                token,
                principal.GetTokenType() == TokenTypeIdentifiers.RefreshToken,
                context.CancellationToken
            )
        )
        {
            return;
        }

        var session = principal.DeviceSession();
        await db.DeviceSessions.Where(row => row.Id == session).ExecuteDeleteAsync(context.CancellationToken);
        await tokens.RevokeByAuthorizationIdAsync($"{family}", context.CancellationToken);
        logger.LogWarning("A token came for the second time; its device session has ended");
        context.Reject(Errors.InvalidToken, "The token has been used before.");
    }
}
