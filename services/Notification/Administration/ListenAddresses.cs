using Microsoft.Extensions.Options;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// Where the service listens: on this machine alone, unless TLS protects it and <c>Administration:Host</c> names it.
/// Anything else is refused before the first request, for the pages show people's addresses.
/// </summary>
internal static class ListenAddresses
{
    /// <summary>Why the service must not start, in German; null: it may.</summary>
    public static string? Refusal(IConfiguration configuration, AdministrationSettings settings)
    {
        foreach (var url in ListenUrls.Of(configuration))
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                return $"Die Adresse „{url}“ ist keine Adresse, auf der ein Dienst erreichbar sein kann. "
                    + "Beispiel: http://localhost:5080";
            }

            if (ListenUrls.IsHere(address))
            {
                continue;
            }

            if (address.Scheme != Uri.UriSchemeHttps)
            {
                return $"Der Dienst startet nicht: „{url}“ ist von anderen Rechnern aus erreichbar, "
                    + "und das unverschlüsselt. Ohne TLS ist nur dieser Rechner selbst erlaubt "
                    + "(http://localhost:5080). Für andere Rechner braucht es eine https-Adresse mit Zertifikat.";
            }

            if (!settings.Https)
            {
                return $"Der Dienst startet nicht: „{url}“ ist von anderen Rechnern aus erreichbar, "
                    + "aber Administration:Host fehlt. Tragen Sie dort den Namen ein, unter dem die Seiten geöffnet "
                    + "werden und auf den das Zertifikat lautet; Passkeys gelten nur für diesen Namen.";
            }
        }

        return null;
    }

    /// <summary>Says on the error output why not, if so.</summary>
    public static bool MayNotListen(this IHost app)
    {
        var refusal = Refusal(
            app.Services.GetRequiredService<IConfiguration>(),
            app.Services.GetRequiredService<IOptions<AdministrationSettings>>().Value
        );
        if (refusal is not null)
        {
            Console.Error.WriteLine(refusal);
        }

        return refusal is not null;
    }
}
