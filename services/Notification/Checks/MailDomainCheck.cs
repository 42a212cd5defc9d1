using System.Globalization;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// Asks the DNS what it knows about the sender's domain, with the name servers of this machine and no other (or
/// <c>Dns:Server</c>, <c>address:port</c>). What it does not
/// answer is a warning: inside a city the DNS may tell another truth than outside.
/// </summary>
internal static class MailDomainCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        string domain,
        string? selector,
        string? server,
        CancellationToken cancellationToken
    )
    {
        try
        {
            domain = new IdnMapping().GetAscii(domain);
            var dns = Client(server);
            var (exists, spf) = await TxtAsync(dns, domain, cancellationToken);
            if (!exists)
            {
                return
                [
                    Finding.Warning(
                        CheckCodes.Spf,
                        $"Das DNS kennt {domain} nicht.",
                        "Stimmt die Adresse in Partner__Sender? Sonst nehmen viele Mailserver nichts von ihr an."
                    ),
                ];
            }

            var dkim = selector is null
                ? []
                : (await TxtAsync(dns, $"{selector}._domainkey.{domain}", cancellationToken)).Records;
            return
            [
                MailDomainRules.Spf(domain, spf),
                MailDomainRules.Dkim(domain, selector, dkim),
                MailDomainRules.Dmarc(
                    domain,
                    (await TxtAsync(dns, $"_dmarc.{domain}", cancellationToken)).Records,
                    await AboveAsync(dns, domain, cancellationToken)
                ),
            ];
        }
        catch (Exception e)
            when (e is DnsResponseException or InvalidOperationException or ArgumentException or FormatException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return
            [
                Finding.Warning(
                    CheckCodes.Spf,
                    "Das DNS antwortet nicht; SPF, DKIM und DMARC sind nicht geprüft.",
                    "Bitte prüfen Sie die Namensauflösung dieses Rechners (/etc/resolv.conf), und rufen Sie „check“ noch einmal auf."
                ),
            ];
        }
    }

    private static LookupClient Client(string? server)
    {
        // Never the library's fallback to servers of somebody else.
        var options = server is { Length: > 0 }
            ? new LookupClientOptions(IPEndPoint.Parse(server))
            : new LookupClientOptions([
                .. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false),
            ]);
        (options.Timeout, options.Retries, options.UseCache, options.ThrowDnsErrors) = (
            TimeSpan.FromSeconds(3),
            1,
            false,
            false
        );
        return new LookupClient(options);
    }

    private static async Task<(bool Exists, IReadOnlyList<string> Records)> TxtAsync(
        LookupClient dns,
        string name,
        CancellationToken cancellationToken
    )
    {
        var answer = await dns.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
        if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
        {
            throw new DnsResponseException($"{answer.Header.ResponseCode}");
        }
        // A long record comes in pieces that belong together.
        return (
            answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain,
            [.. answer.Answers.OfType<TxtRecord>().Select(record => string.Concat(record.Text))]
        );
    }

    /// <summary>The policy of a domain above, down to two labels.</summary>
    private static async Task<IReadOnlyList<string>> AboveAsync(
        LookupClient dns,
        string domain,
        CancellationToken cancellationToken
    )
    {
        for (var labels = domain.Split('.')[1..]; labels.Length >= 2; labels = labels[1..])
        {
            if (
                (await TxtAsync(dns, $"_dmarc.{string.Join('.', labels)}", cancellationToken)).Records is
                { Count: > 0 } records
            )
            {
                return records;
            }
        }

        return [];
    }
}
