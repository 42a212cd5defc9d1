namespace Stadtgespraeche.AppHost;

/// <summary>The frontends that may ask Registration who is signed in.</summary>
internal static class Clients
{
    /// <summary>
    /// The portal, which is ours and keeps a secret, and an example for developers of other frontends, which is public.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithClients(
        this IResourceBuilder<ProjectResource> registration,
        Settings settings
    ) =>
        registration
            .WithEnvironment("SignIn__Clients__portal__Name", "Stadtgespräche")
            .WithEnvironment("SignIn__Clients__portal__FirstParty", "true")
            .WithEnvironment("SignIn__Clients__portal__Secret", settings.Secret("client-portal"))
            .WithEnvironment("SignIn__Clients__portal__RedirectUris__0", settings.OfPortal("signin-oidc"))
            .WithEnvironment(
                "SignIn__Clients__portal__PostLogoutRedirectUris__0",
                settings.OfPortal("signout-callback-oidc")
            )
            .WithEnvironment("SignIn__Clients__demo__Name", "Beispiel-Oberfläche")
            .WithEnvironment("SignIn__Clients__demo__RedirectUris__0", "http://127.0.0.1:3000/callback")
            .WithEnvironment("SignIn__Clients__demo__PostLogoutRedirectUris__0", "http://127.0.0.1:3000/")
            // A provider that stands in for a city's may run on this machine.
            .WithEnvironment("SignIn__LocalCityLogins", "true");
}
