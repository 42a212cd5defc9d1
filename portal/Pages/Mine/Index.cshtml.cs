using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// What belongs to the member: seats and waiting places, questions, contributions, mandate, devices, data. When a
/// service is down, the other parts still show.
/// </summary>
public sealed class IndexModel(HubApi api, TimeProvider time) : MemberPage
{
    public IReadOnlyList<OwnSeat>? Coming { get; private set; }

    public IReadOnlyList<OwnSeat>? Past { get; private set; }

    /// <summary>Coming sessions that the member has not answered for.</summary>
    public IReadOnlyList<Session> Invitations { get; private set; } = [];

    public IReadOnlyList<Contribution>? Contributions { get; private set; }

    public IReadOnlyList<Device>? Devices { get; private set; }

    /// <summary>Null: Registration did not answer.</summary>
    public Mandate? Mandate { get; private set; }

    public string PartnerName { get; private set; } = "";

    private Dictionary<Guid, string> titles = [];

    public string TitleOf(Guid session) => titles.GetValueOrDefault(session, "Sitzung");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var (seats, devices, contributions, mandate) = (
            api.OwnSeatsAsync(Token, cancellationToken),
            api.DevicesAsync(Token, cancellationToken),
            api.OwnContributionsAsync(Token, cancellationToken),
            api.MandateAsync(Token, cancellationToken)
        );
        var (partners, coming, past) = (
            api.PartnersAsync(cancellationToken),
            api.SessionsAsync("coming", cancellationToken),
            api.SessionsAsync("past", cancellationToken)
        );
        var problems = new[]
        {
            (await seats).Problem,
            (await devices).Problem,
            (await contributions).Problem,
            (await mandate).Problem,
        };
        if (problems.FirstOrDefault(problem => problem?.Status is 401 or 403) is { } ended)
        {
            return await StopAsync(ended);
        }

        titles = ((await coming).Value ?? [])
            .Concat((await past).Value ?? [])
            .DistinctBy(session => session.Id)
            .ToDictionary(session => session.Id, session => session.Title);
        var (own, now) = ((await seats).Value?.Seats, time.GetUtcNow());
        Coming = own?.Where(seat => seat.Open || seat.Start > now).OrderBy(seat => seat.Start).ToList();
        Past = own?.Where(seat => !seat.Open && seat.Start <= now).ToList();
        Invitations =
        [
            .. ((await coming).Value ?? [])
                .Where(session => own?.All(seat => seat.SessionId != session.Id) == true)
                .Where(session => !session.IsCancelled && session.End > now)
                .OrderBy(session => session.Start),
        ];
        Contributions = (await contributions).Value?.Contributions;
        Mandate = (await mandate).Value;
        Devices = (await devices).Value?.All;
        var key = User.FindFirst("partner")?.Value ?? "";
        PartnerName = (await partners).FirstOrDefault(partner => partner.Key == key)?.Name ?? key;
        return Page();
    }

    public async Task<IActionResult> OnPostGeraetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        if (await api.EndDeviceAsync(id, Token, cancellationToken) is { } problem)
        {
            return await StopAsync(problem);
        }

        return GoOn(
            SignInFlow.Home,
            "Das Gerät ist abgemeldet. Bis es überall wirkt, vergehen höchstens fünf Minuten."
        );
    }

    public static string Words(OwnSeat seat) =>
        seat switch
        {
            { Cancelled: true } => "Die Sitzung ist abgesagt.",
            { Attended: true } => "Sie waren dabei.",
            { State: "Declined" } => "Sie nehmen nicht teil.",
            { State: "Waiting" } =>
                $"Sie stehen auf der Warteliste ({SessionWords.Form(seat.WaitingFor!)}), Stelle {seat.WaitingPosition}.",
            { State: "SeatAndWaiting" } =>
                $"Sie haben einen Platz ({SessionWords.Form(seat.Seat!)}) und stehen auf der Warteliste "
                    + $"({SessionWords.Form(seat.WaitingFor!)}), Stelle {seat.WaitingPosition}.",
            { Seat: { } form } => $"Sie haben einen Platz ({SessionWords.Form(form)}).",
            _ => "Kein Platz.",
        };

    /// <summary>Only what the city told; a day that nobody knows is not guessed.</summary>
    public static string Words(Mandate mandate) =>
        mandate switch
        {
            { Ended: true, DeletedOn: { } day } => "Ihre Kommune hat gemeldet, dass Ihr Mandat beendet ist. "
                + $"Bis zum {Dates.Day(day)} können Sie sich noch anmelden, lesen, "
                + "Ihre Daten herunterladen und löschen; danach wird alles gelöscht.",
            { Ended: true, EndedAt: { } at } =>
                $"Ihre Kommune hat am {Dates.Day(at)} gemeldet, dass Ihr Mandat beendet ist.",
            { Ended: true } => "Ihre Kommune hat gemeldet, dass Ihr Mandat beendet ist.",
            { From: { } from, Until: { } until } =>
                $"Ihr Mandat besteht seit {Dates.Day(from)} und läuft bis {Dates.Day(until)}.",
            { From: { } from } => $"Ihr Mandat besteht seit {Dates.Day(from)}. Ein Ende ist uns nicht bekannt.",
            { Until: { } until } =>
                $"Ihr Mandat läuft bis {Dates.Day(until)}. Seit wann es besteht, hat Ihre Kommune nicht mitgeteilt.",
            _ => "Beginn und Ende Ihrer Amtszeit hat Ihre Kommune nicht mitgeteilt.",
        };

    public static string Words(Device device) =>
        device.Method switch
        {
            "passkey" => "mit Passkey",
            "city" => "über das Konto der Kommune",
            _ => "mit Link per E-Mail",
        };
}
