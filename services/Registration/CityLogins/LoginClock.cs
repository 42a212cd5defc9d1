using System.Net.Http.Headers;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// How late it is at a login, by the header Date of its answer: where the clocks differ by more than an id token is
/// forgiven (<see cref="CityOpenId.Skew"/>), nobody can sign in, and nothing else would say why.
/// </summary>
internal static class LoginClock
{
    /// <summary>Null: near enough, or the login does not say.</summary>
    public static CheckCityLogin.Finding? Look(HttpResponseHeaders headers, DateTimeOffset asked, DateTimeOffset heard)
    {
        if (headers.Date is not { } said)
        {
            return null;
        }

        // A cache before it hands out what was true then.
        var there = said + (headers.Age ?? TimeSpan.Zero);
        if (there - heard > CityOpenId.Skew)
        {
            return new(
                "clock-ahead",
                $"Die Uhr des Logins geht {Minutes(there - heard)} vor. Was es unterschreibt, gilt bei uns noch nicht. "
                    + "Bitte schalten Sie dort die Zeitabgleichung (NTP) ein."
            );
        }

        return asked - there > CityOpenId.Skew
            ? new(
                "clock-behind",
                $"Die Uhr des Logins geht {Minutes(asked - there)} nach. Was es unterschreibt, gilt bei uns schon nicht mehr. "
                    + "Bitte schalten Sie dort die Zeitabgleichung (NTP) ein."
            )
            : null;
    }

    private static string Minutes(TimeSpan off) => $"{Math.Round(off.TotalMinutes):0} Minuten";
}
