using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Stadtgespraeche.Contracts;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken<System.Guid>;

// What the token server stores; its tables come with their library.
[assembly: Data(Category.None, Of = typeof(DataProtectionKey))]
[assembly: Data(Category.None, Of = typeof(OpenIddictEntityFrameworkCoreApplication<Guid>))]
[assembly: Data(Category.None, Of = typeof(OpenIddictEntityFrameworkCoreScope<Guid>))]
[assembly: Data(Category.None, Of = typeof(OpenIddictEntityFrameworkCoreAuthorization<Guid>))]
[assembly: Data(Category.Personal, Of = typeof(OpenIddictEntityFrameworkCoreAuthorization<Guid>), Property = "Subject")]
[assembly: Data(Category.None, Of = typeof(Token))]
[assembly: Data(Category.Personal, Of = typeof(Token), Property = "Subject")]
[assembly: Data(Category.Personal, Of = typeof(Token), Property = "Payload")]
[assembly: Processing(
    "Zugänge von Oberflächen: für welche Anwendung ein Mitglied sich angemeldet hat",
    Of = typeof(OpenIddictEntityFrameworkCoreAuthorization<Guid>),
    Subject = "Subject",
    Erasure = Erasure.Delete,
    Kept = "bis zur Löschung des Kontos, sonst einen Tag nach Ende des letzten Tokens",
    SeenBy = "niemand"
)]
[assembly: Processing(
    "Tokens: womit eine Oberfläche für ein angemeldetes Mitglied handelt",
    Of = typeof(Token),
    Subject = "Subject",
    Derived = ["Payload", "ReferenceId"],
    Erasure = Erasure.Delete,
    Kept = "bis zur Löschung des Kontos, sonst einen Tag nach Ende des Tokens",
    SeenBy = "niemand"
)]

namespace Stadtgespraeche.Registration.SignIn.Tokens;

internal static class TokenTables
{
    /// <summary>Adds what the token server stores. The library gives its tables names in its own case.</summary>
    public static void AddTokenTables(this ModelBuilder model)
    {
        model.UseOpenIddict<Guid>();
        model.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("open_iddict_applications");
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("open_iddict_authorizations");
        model.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("open_iddict_scopes");
        model.Entity<Token>().ToTable("open_iddict_tokens");
    }
}
