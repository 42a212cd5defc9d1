using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>Calls and impulses in words.</summary>
public static class ImpulseWords
{
    public static string State(string state) =>
        state switch
        {
            "Draft" => "Entwurf, noch nicht eingereicht",
            "HandedIn" => "eingereicht, wartet auf die Organisation",
            "Questioned" => "die Organisation hat eine Frage",
            "Accepted" => "angenommen",
            "Rejected" => "nicht angenommen",
            _ => "zurückgezogen",
        };

    public static string StateForOrganisers(string state) =>
        state switch
        {
            "HandedIn" => "eingereicht, wartet auf Ihre Entscheidung",
            "Questioned" => "Sie haben eine Frage gestellt, die Antwort steht aus",
            "Rejected" => "abgelehnt",
            _ => State(state),
        };

    /// <summary>What became of one that is decided, for organisers; null: it is not decided.</summary>
    public static string? Decided(ImpulseLine impulse) =>
        impulse.State is not ("Rejected" or "Withdrawn")
            ? null
            : (impulse.IsSilent ? "Einladung abgelehnt" : StateForOrganisers(impulse.State))
                + (impulse.SessionId is null ? "" : ", steht noch in einer Sitzung");

    /// <summary>The last day of the call, in Germany.</summary>
    public static string LastDay(Call call) => GermanTime.Day(call.ClosesAt.AddMinutes(-1));

    public static DateOnly LastDayOf(Call call) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(call.ClosesAt.AddMinutes(-1), GermanTime.Zone).DateTime);

    public static string Title(string? title) => string.IsNullOrWhiteSpace(title) ? "Ohne Titel" : title;

    public static string Recording(bool? may) =>
        may switch
        {
            true => "darf aufgezeichnet werden",
            false => "darf nicht aufgezeichnet werden",
            _ => "noch nicht beantwortet",
        };

    /// <summary>What a speaker changed since an organiser took it over: field, before, now.</summary>
    public static IReadOnlyList<(string Field, string Before, string Now)> Changes(
        ImpulseContent before,
        ImpulseContent now
    ) =>
        [
            .. new (string Field, string? Before, string? Now)[]
            {
                ("Titel", before.Title, now.Title),
                ("Dauer in Minuten", $"{before.LengthMinutes}", $"{now.LengthMinutes}"),
                ("Wer spricht", before.Speaker, now.Speaker),
                ("Funktion", before.Function, now.Function),
                ("Kommune", before.Partner, now.Partner),
                ("Projekt", before.Project, now.Project),
                ("Zusammenfassung", before.Summary, now.Summary),
                ("Zur Person", before.Biography, now.Biography),
                ("Sprache", before.Language, now.Language),
                ("Aufzeichnung", Recording(before.MayBeRecorded), Recording(now.MayBeRecorded)),
                ("Material", before.Material, now.Material),
            }
                .Where(change => change.Before != change.Now)
                .Select(change => (change.Field, change.Before ?? "(leer)", change.Now ?? "(leer)")),
        ];
}
