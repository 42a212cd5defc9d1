using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Reads the discovery document and the keys of an issuer, the stored one unless another is given, and says in German
/// what would not work. No finding means that it works. The content of the document is not returned.
/// </summary>
internal static class CheckCityLogin
{
    public sealed record Response(string? Issuer, IReadOnlyList<Finding> Findings);

    public sealed record Finding(string Code, string Message);

    public static async Task<Ok<Response>> Handle(
        string partner,
        string? issuer,
        RegistrationDbContext db,
        OutsideHttp outside,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        issuer ??= await db
            .CityLogins.Where(login => login.Partner == partner)
            .Select(login => login.Issuer)
            .SingleOrDefaultAsync(cancellationToken);
        var errors = new FieldErrors();
        var read = CityIssuer.Read(errors, issuer, outside.AllowsLocal);
        return TypedResults.Ok(
            new Response(
                read,
                errors.Any
                    ? [.. errors.All.Select(error => new Finding(error.Code, error.Message))]
                    : [.. await LookAsync(read!, outside, time, cancellationToken)]
            )
        );
    }

    private static async Task<List<Finding>> LookAsync(
        string issuer,
        OutsideHttp outside,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<Finding>();
        if (
            await FetchAsync(
                CityIssuer.DiscoveryOf(issuer),
                "die Beschreibung des Logins",
                outside.Client,
                findings,
                cancellationToken,
                time
            )
            is not { } text
        )
        {
            return findings;
        }

        if (Read(text, OpenIdConnectConfiguration.Create) is not { } said)
        {
            return
            [
                new(
                    "discovery-unreadable",
                    $"Unter {CityIssuer.DiscoveryOf(issuer)} steht keine Beschreibung eines OpenID-Connect-Logins."
                ),
            ];
        }

        if (said.Issuer != issuer)
        {
            findings.Add(OtherIssuer(said.Issuer, issuer));
        }

        if (said.AuthorizationEndpoint is not { Length: > 0 } || said.TokenEndpoint is not { Length: > 0 })
        {
            findings.Add(
                new(
                    "endpoints-missing",
                    "Der Beschreibung fehlt, wo man sich anmeldet oder Tokens bekommt (authorization_endpoint, token_endpoint)."
                )
            );
        }

        if (said.ResponseTypesSupported.Count > 0 && !said.ResponseTypesSupported.Contains("code"))
        {
            findings.Add(
                new(
                    "code-not-supported",
                    "Das Login kennt den Ablauf „authorization code“ nicht. Bitte schalten Sie ihn dort ein."
                )
            );
        }

        if (
            said.IdTokenSigningAlgValuesSupported is { Count: > 0 } signatures
            && !signatures.Any(CityOpenId.Signatures.Contains)
        )
        {
            findings.Add(
                new(
                    "signature-not-supported",
                    $"Das Login unterschreibt nur mit {Short(string.Join(", ", signatures))}; das verstehen wir nicht. Nötig ist "
                        + $"eines von diesen: {string.Join(", ", CityOpenId.Signatures)}."
                )
            );
        }

        if (said.JwksUri is not { Length: > 0 })
        {
            findings.Add(new("keys-missing", "Der Beschreibung fehlt, wo die Schlüssel des Logins stehen (jwks_uri)."));
        }
        else if (
            await FetchAsync(said.JwksUri, "die Schlüssel des Logins", outside.Client, findings, cancellationToken)
                is { } keys
            && Read(keys, JsonWebKeySet.Create)?.GetSigningKeys().Count is null or 0
        )
        {
            findings.Add(
                new(
                    "keys-missing",
                    "Das Login nennt keinen Schlüssel, mit dem es unterschreibt und den wir verstehen (RSA, oder EC mit P-256, "
                        + "P-384 oder P-521)."
                )
            );
        }

        return findings;
    }

    private static async Task<string?> FetchAsync(
        string address,
        string what,
        HttpClient client,
        List<Finding> findings,
        CancellationToken cancellationToken,
        TimeProvider? time = null
    )
    {
        try
        {
            var asked = time?.GetUtcNow();
            using var answer = await client.GetAsync(address, cancellationToken);
            if (time is not null && LoginClock.Look(answer.Headers, asked!.Value, time.GetUtcNow()) is { } clock)
            {
                findings.Add(clock);
            }

            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return await answer.Content.ReadAsStringAsync(cancellationToken);
            }

            findings.Add(
                (int)answer.StatusCode is >= 300 and < 400
                    ? new(
                        "redirected",
                        $"Wir wollten {what} lesen und wurden an eine andere Adresse verwiesen. Bitte geben Sie die "
                            + "endgültige Adresse an."
                    )
                    : new(
                        "status",
                        $"Wir wollten {what} lesen, die Antwort war {(int)answer.StatusCode}. Stimmt die Adresse?"
                    )
            );
        }
        catch (Exception fault)
            when (fault is HttpRequestException or InvalidOperationException or UriFormatException or IOException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            findings.Add(WhyUnreachable(fault, what));
        }

        return null;
    }

    private static Finding WhyUnreachable(Exception fault, string what) =>
        fault switch
        {
            ForbiddenAddressException or { InnerException: ForbiddenAddressException } => new(
                "address-not-public",
                $"Wir wollten {what} lesen, aber die Adresse ist nicht öffentlich oder nicht verschlüsselt. "
                    + "Sie muss mit https:// beginnen und aus dem Internet erreichbar sein."
            ),
            OperationCanceledException => new("timeout", $"Wir wollten {what} lesen, aber es kam keine Antwort."),
            { InnerException: AuthenticationException } => new(
                "certificate",
                $"Wir wollten {what} lesen, aber das Zertifikat dieser Adresse gilt nicht."
            ),
            {
                InnerException: SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                }
            } => new(
                "name-unknown",
                $"Wir wollten {what} lesen, aber diesen Namen gibt es im Internet nicht. Ist die Adresse richtig geschrieben?"
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new(
                "too-large",
                $"Wir wollten {what} lesen, aber die Antwort ist zu groß."
            ),
            _ => new("unreachable", $"Wir wollten {what} lesen, aber die Adresse ist nicht erreichbar."),
        };

    private static T? Read<T>(string json, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(json);
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or System.Text.Json.JsonException
                        or InvalidOperationException
                        or FormatException
            )
        {
            return null;
        }
    }

    private static Finding OtherIssuer(string? said, string issuer) =>
        said?.TrimEnd('/') == issuer.TrimEnd('/')
            ? new(
                "issuer-slash",
                said!.EndsWith('/')
                    ? $"Das Login nennt sich mit einem Schrägstrich am Ende: „{Short(said)}“. Bitte geben Sie die Adresse mit "
                        + "ihm an."
                    : $"Das Login nennt sich ohne Schrägstrich am Ende: „{Short(said)}“. Bitte geben Sie die Adresse ohne "
                        + "ihn an."
            )
            : new(
                "issuer-differs",
                $"Das Login nennt sich selbst anders: „{Short(said)}“. Bitte geben Sie die Adresse genau so an."
            );

    private static string Short(string? text) =>
        text is { Length: > CityLogin.LongestIssuer } ? text[..CityLogin.LongestIssuer] : text ?? "";
}
