using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>Passkeys belong to the issuer's host name and count from its very origin only.</summary>
internal sealed class PasskeyOrigin(IOptions<SignInSettings> settings) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options) =>
        options.BelongTo(settings.Value.Issuer.Host, _ => settings.Value.Origin);
}
