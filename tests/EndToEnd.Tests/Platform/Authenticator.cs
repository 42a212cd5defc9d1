using Microsoft.Playwright;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>Chromium's virtual authenticator: a device that keeps passkeys and whose owner always agrees.</summary>
public static class Authenticator
{
    public static async Task KeepPasskeysAsync(this IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new
                {
                    protocol = "ctap2",
                    transport = "internal",
                    hasResidentKey = true,
                    hasUserVerification = true,
                    isUserVerified = true,
                    automaticPresenceSimulation = true,
                },
            }
        );
    }
}
