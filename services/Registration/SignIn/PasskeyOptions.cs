using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// Passkeys belong to the issuer's host name and count from its very origin only; the authenticator must check the
/// person (PIN, finger, face) and keep the passkey, so that people need not type who they are.
/// </summary>
internal sealed class PasskeyOptions(IOptions<SignInSettings> settings) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = settings.Value.Issuer.Host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = origin =>
            ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == settings.Value.Origin);
    }
}
