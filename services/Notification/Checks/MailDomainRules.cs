namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// What the TXT records of a sender's domain say to those who receive its mails: SPF (RFC 7208), DKIM (RFC 6376), DMARC
/// (RFC 7489). All of it is advice: DNS does not say from which address a city's mail server finally sends.
/// </summary>
public static class MailDomainRules
{
    public static Finding Spf(string domain, IReadOnlyList<string> records)
    {
        var policies = records
            .Where(record => record == "v=spf1" || record.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (policies.Count == 0)
        {
            return Finding.Warning(
                CheckCodes.Spf,
                $"Für {domain} gibt es keinen SPF-Eintrag.",
                $"Wer Ihr DNS pflegt, legt einen TXT-Eintrag an, der Ihren Mailserver nennt, z. B.: {domain} TXT \"v=spf1 mx -all\""
            );
        }

        if (policies.Count > 1)
        {
            return Finding.Warning(
                CheckCodes.Spf,
                $"Für {domain} gibt es {policies.Count} SPF-Einträge; so gilt keiner.",
                "Bitte lassen Sie sie zu einem einzigen zusammenfassen."
            );
        }

        var terms = policies[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        if (terms.Any(term => term.TrimStart('+').Equals("all", StringComparison.OrdinalIgnoreCase)))
        {
            return Finding.Warning(
                CheckCodes.Spf,
                $"Der SPF-Eintrag von {domain} erlaubt jedem, in Ihrem Namen zu senden (+all).",
                "Bitte lassen Sie ihn mit -all oder ~all enden."
            );
        }

        if (terms.Count(AsksDns) > 10)
        {
            return Finding.Warning(
                CheckCodes.Spf,
                $"Der SPF-Eintrag von {domain} verweist auf mehr als zehn andere; so gilt er nicht.",
                "Bitte lassen Sie ihn kürzen (RFC 7208, 4.6.4)."
            );
        }

        return terms.Any(term =>
            term.TrimStart('-', '~', '?').Equals("all", StringComparison.OrdinalIgnoreCase)
            || term.StartsWith("redirect=", StringComparison.OrdinalIgnoreCase)
        )
            ? Finding.Good(
                CheckCodes.Spf,
                $"{domain} nennt, wer senden darf. Ob Ihr Mailserver dabei ist, zeigt die Testmail."
            )
            : Finding.Warning(
                CheckCodes.Spf,
                $"Der SPF-Eintrag von {domain} sagt nicht, was für alle anderen gilt.",
                "Bitte lassen Sie ihn mit -all oder ~all enden."
            );
    }

    public static Finding Dkim(string domain, string? selector, IReadOnlyList<string> records)
    {
        if (selector is null)
        {
            return Finding.Warning(
                CheckCodes.Dkim,
                "Nicht geprüft: Womit Ihr Mailserver unterschreibt, steht nicht im DNS, und auch die Testmail sagt "
                    + "es diesem Programm nicht.",
                "Sehen Sie in den Kopfzeilen der angekommenen Testmail nach „DKIM-Signature: … s=NAME“, und tragen "
                    + "Sie den Namen als Dkim__Selector ein."
            );
        }

        var name = $"{selector}._domainkey.{domain}";
        var keys = records
            .Select(Tags)
            .Where(tags => tags.ContainsKey("p") && tags.GetValueOrDefault("v", "DKIM1") == "DKIM1")
            .ToList();
        return keys switch
        {
            [] => Finding.Warning(
                CheckCodes.Dkim,
                $"Unter {name} steht kein DKIM-Schlüssel.",
                "Stimmt Dkim__Selector? Sonst trägt, wer Ihr DNS pflegt, den öffentlichen Schlüssel Ihres Mailservers dort ein."
            ),
            [var only] when only["p"].Length == 0 => Finding.Warning(
                CheckCodes.Dkim,
                $"Der DKIM-Schlüssel unter {name} ist zurückgezogen.",
                "Bitte tragen Sie den heutigen Selektor Ihres Mailservers als Dkim__Selector ein."
            ),
            [var only] when only.GetValueOrDefault("k", "rsa") == "rsa" && only["p"].Length < 200 => Finding.Warning(
                CheckCodes.Dkim,
                $"Der DKIM-Schlüssel unter {name} ist kürzer als 1024 Bit.",
                "Bitte lassen Sie Ihren Mailserver mit einem längeren unterschreiben (2048 Bit)."
            ),
            [_] => Finding.Good(
                CheckCodes.Dkim,
                $"Der Schlüssel steht unter {name}. Ob Ihr Mailserver damit unterschreibt, zeigt die Testmail."
            ),
            _ => Finding.Warning(
                CheckCodes.Dkim,
                $"Unter {name} stehen mehrere Schlüssel.",
                "Bitte lassen Sie alle bis auf einen entfernen."
            ),
        };
    }

    /// <summary>
    /// <paramref name="above"/> are the records of the nearest domain above that has any; it counts where the own has
    /// none.
    /// </summary>
    public static Finding Dmarc(string domain, IReadOnlyList<string> own, IReadOnlyList<string> above)
    {
        static List<Dictionary<string, string>> Policies(IReadOnlyList<string> records) =>
            [
                .. records
                    .Where(record => record.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase))
                    .Select(Tags),
            ];

        var policies = Policies(own) is { Count: > 0 } mine ? mine : Policies(above);
        if (policies.Count == 0)
        {
            return Finding.Warning(
                CheckCodes.Dmarc,
                $"Für {domain} gibt es keinen DMARC-Eintrag.",
                $"Wer Ihr DNS pflegt, legt einen an, z. B.: _dmarc.{domain} TXT \"v=DMARC1; p=quarantine\""
            );
        }

        if (policies.Count > 1)
        {
            return Finding.Warning(
                CheckCodes.Dmarc,
                $"Für {domain} gibt es {policies.Count} DMARC-Einträge; so gilt keiner.",
                "Bitte lassen Sie alle bis auf einen entfernen."
            );
        }

        return policies[0].GetValueOrDefault("p", "").ToLowerInvariant() switch
        {
            "reject" or "quarantine" => Finding.Good(
                CheckCodes.Dmarc,
                "Gefälschte Mails Ihrer Domain werden abgewiesen oder aussortiert."
            ),
            "none" => Finding.Warning(
                CheckCodes.Dmarc,
                $"Der DMARC-Eintrag für {domain} schützt nicht (p=none).",
                "Bestehen Ihre Mails SPF und DKIM, so lassen Sie p=quarantine oder p=reject eintragen."
            ),
            _ => Finding.Warning(
                CheckCodes.Dmarc,
                $"Der DMARC-Eintrag für {domain} ist nicht lesbar.",
                "Er braucht p=none, p=quarantine oder p=reject."
            ),
        };
    }

    private static bool AsksDns(string term)
    {
        var name = term.TrimStart('+', '-', '~', '?').Split(':', '/', '=')[0].ToLowerInvariant();
        return name is "include" or "a" or "mx" or "ptr" or "exists" or "redirect";
    }

    private static Dictionary<string, string> Tags(string record)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in record.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (tag.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value])
            {
                tags.TryAdd(name, string.Concat(value.Where(c => !char.IsWhiteSpace(c))));
            }
        }

        return tags;
    }
}
