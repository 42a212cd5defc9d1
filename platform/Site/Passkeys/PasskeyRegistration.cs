using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>
/// What a form says that a passkey completes: the address of <c>passkey.js</c> at this service, and what to do without
/// JavaScript.
/// </summary>
public sealed record PasskeyForm(string Script, string WithoutScript);

/// <summary>Sign-in with passkeys, the same for the hub and for a city.</summary>
public static class PasskeyRegistration
{
    public static void AddPasskeys<TUser, TStore>(this IHostApplicationBuilder builder, PasskeyForm form)
        where TUser : class, IPasskeyUser
        where TStore : class, IUserPasskeyStore<TUser>
    {
        builder
            .Services.AddIdentityCore<TUser>(identity => identity.ClaimsIdentity.UserIdClaimType = "sub")
            .AddUserStore<TStore>()
            .AddSignInManager();
        builder.Services.AddSingleton(form);
    }

    /// <summary>
    /// Passkeys belong to <paramref name="host"/> and count from <paramref name="origin"/> only; the authenticator must
    /// check the person (PIN, finger, face) and keep the passkey, so that nobody has to say who signs in.
    /// </summary>
    public static void BelongTo(this IdentityPasskeyOptions options, string host, Func<HttpContext, string> origin)
    {
        options.ServerDomain = host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = asked =>
            ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == origin(asked.HttpContext));
    }
}
