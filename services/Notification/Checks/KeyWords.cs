using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>What <c>check</c> says of a key that is there but is not believed, or may not be.</summary>
internal static class KeyWords
{
    private const string Held = "Bis dahin warten alle E-Mails mit persönlichen Links.";

    public static Finding NotBelieved(LinkKeys keys, KnownKeys known) =>
        known.Replaces(keys.KeyId)
            ? Finding.Failed(
                CheckCodes.Keys,
                "Der Schlüssel ist neu; die Zentrale kennt nur den früheren dieses Dienstes. " + Held,
                "Bitte halten Sie den Dienst an und holen Sie Keys__Directory aus der Sicherung zurück (siehe LIESMICH). Gibt es "
                    + $"keine, so bitten Sie die Zentrale, den neuen freizugeben; sie fragt nach seinen Zeichen: {keys.Spoken}"
            )
        : known.Standings.TryGetValue(keys.KeyId, out var standing) ? Judged(keys, standing)
        : Finding.Failed(
            CheckCodes.Keys,
            $"Die Zentrale kennt den Schlüssel dieses Dienstes noch nicht. {Held}",
            "Läuft der Dienst? Er meldet den Schlüssel beim Start, und die Antwort kommt nach wenigen Sekunden. Kommt "
                + "keine, so hat er keine Verbindung zum Broker: Das steht oben."
        );

    /// <summary>The portal cannot be asked; what the hub told counts.</summary>
    public static Finding NotAsked(LinkKeys keys, KnownKeys known, string reason) =>
        known.Replaces(keys.KeyId) ? NotBelieved(keys, known)
        : known.Standings.TryGetValue(keys.KeyId, out var standing)
            ? standing == PartnerKeyStanding.Trusted
                    ? Finding.Good(
                        CheckCodes.Keys,
                        "vorhanden, nur für den Dienst lesbar, und die Zentrale hat sie anerkannt."
                    )
                : Judged(keys, standing)
        : Finding.Warning(
            CheckCodes.Keys,
            $"vorhanden; ob die Zentrale sie anerkennt, ließ sich nicht erfragen ({reason}).",
            "Bitte rufen Sie „check“ noch einmal auf, wenn der Dienst läuft: Dann hat die Zentrale ihm geantwortet."
        );

    private static Finding Judged(LinkKeys keys, PartnerKeyStanding standing) =>
        standing == PartnerKeyStanding.Revoked
            ? Finding.Failed(
                CheckCodes.Keys,
                "Die Zentrale hat den Schlüssel dieses Dienstes widerrufen.",
                "Bitte sprechen Sie mit der Zentrale, bevor Sie etwas ändern."
            )
            : Finding.Failed(
                CheckCodes.Keys,
                $"Die Zentrale hat den Schlüssel dieses Dienstes bekommen, aber noch nicht anerkannt. {Held}",
                "Enrolment__Code war schon benutzt oder abgelaufen. Bitten Sie die Zentrale, den Schlüssel freizugeben; sie fragt "
                    + $"nach seinen Zeichen: {keys.Spoken}"
            );
}
