using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// What only the portal can tell: what time it is, and whether it believes links that are signed with this city's key.
/// A city that lets nothing out to the portal can run its service nevertheless, so an unreachable portal is a warning.
/// </summary>
internal sealed class PortalChecks(Uri portal, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(8) }
    )
    {
        Timeout = TimeSpan.FromSeconds(12),
    };

    public async Task<IReadOnlyList<Finding>> ClockAsync(CancellationToken cancellationToken)
    {
        try
        {
            var asked = time.GetUtcNow();
            using var answer = await http.GetAsync(portal, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.Headers.Date is not { } there)
            {
                return
                [
                    Finding.Warning(
                        CheckCodes.Clock,
                        "Das Portal sagt nicht, wie spät es ist.",
                        "Bitte vergewissern Sie sich, dass die Uhr dieses Rechners stimmt (NTP)."
                    ),
                ];
            }

            // Its time has no fractions of seconds, and lies somewhere between asking and hearing.
            var now = time.GetUtcNow();
            var off =
                there > now ? there - now
                : there < asked ? asked - there
                : TimeSpan.Zero;
            return off <= Tolerance
                ? [Finding.Good(CheckCodes.Clock, "geht richtig.")]
                :
                [
                    Finding.Failed(
                        CheckCodes.Clock,
                        $"Die Uhr dieses Rechners geht {off.TotalSeconds:0} Sekunden {(there > now ? "nach" : "vor")}.",
                        "Bitte schalten Sie die Zeitabgleichung ein: sudo timedatectl set-ntp true"
                    ),
                ];
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return
            [
                Finding.Warning(
                    CheckCodes.Clock,
                    $"Das Portal ist nicht erreichbar, um die Uhr zu vergleichen ({Reason(e)}).",
                    $"Erlauben Sie, wenn möglich, HTTPS nach {portal.Host}, und vergewissern Sie sich, dass die Uhr stimmt (NTP)."
                ),
            ];
        }
    }

    /// <summary>Asks with a link of nobody to nothing: 401 only when the key that signed it is not believed.</summary>
    public async Task<Finding> KeyAsync(
        PersonalLinks links,
        LinkKeys keys,
        KnownKeys known,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(portal, $"api/registration/sessions/{Guid.Empty}/seat")
            );
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", links.Probe());
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => KeyWords.NotBelieved(keys, known),
                < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests => Finding.Good(
                    CheckCodes.Keys,
                    "vorhanden, nur für den Dienst lesbar, und die Zentrale erkennt sie an."
                ),
                _ => KeyWords.NotAsked(keys, known, $"Antwort {(int)answer.StatusCode}"),
            };
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return KeyWords.NotAsked(keys, known, Reason(e));
        }
    }

    public void Dispose() => http.Dispose();

    private static string Reason(Exception e) =>
        e switch
        {
            OperationCanceledException => "keine Antwort",
            { InnerException: AuthenticationException } => "das Zertifikat ist nicht gültig",
            _ => e.Message,
        };
}
