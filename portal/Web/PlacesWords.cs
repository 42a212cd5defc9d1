using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>How full a session is.</summary>
public static class PlacesWords
{
    public static string Free(FormPlaces places) =>
        places switch
        {
            { Free: > 0 } => $"{places.Free} von {Numbers.Count(places.Capacity, "1 Platz", "Plätzen")} frei",
            { Waiting: > 0 } =>
                $"ausgebucht, {Numbers.Count(places.Waiting, "1 Person", "Personen")} auf der Warteliste",
            _ => "ausgebucht, Warteliste offen",
        };
}
