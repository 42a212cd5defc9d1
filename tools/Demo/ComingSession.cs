using System.Globalization;

namespace Stadtgespraeche.Demo;

/// <summary>
/// A coming hybrid session with two impulses, about six weeks after the first run. It is entered once and then left
/// alone, so that nobody's calendar moves because the system was started again. When it is over, a next one is entered.
/// </summary>
internal static class ComingSession
{
    public static async Task AnnounceAsync(Hub hub, TimeProvider time)
    {
        var number = 1;
        while (await hub.IsOverAsync(Session(number), time.GetUtcNow()))
        {
            number++;
        }

        if (await hub.HasSessionAsync(Session(number)))
        {
            return;
        }

        // A Tuesday evening, as councils know them.
        var sixWeeks = time.GetUtcNow().Date.AddDays(42);
        var start = sixWeeks.AddDays((DayOfWeek.Tuesday - sixWeeks.DayOfWeek + 7) % 7).AddHours(18);
        await hub.PutSessionAsync(
            Session(number),
            new
            {
                title = "Beteiligen und beraten: digital und vor Ort",
                description = "Zwei Impulse aus der Praxis und viel Zeit für den Austausch: Wie erreicht digitale "
                    + "Bürgerbeteiligung mehr Menschen? "
                    + "Und wie gelingt Ratsarbeit, wenn ein Teil im Saal sitzt und ein Teil zu Hause? "
                    + "(Demonstrationsdaten: Ort und Personen sind erfunden.)",
                topics = new[] { Topics.Participation, Topics.HybridCouncils },
                localStart = start.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
                timeZone = "Europe/Berlin",
                lengthMinutes = 120,
                form = "Hybrid",
                venue = new
                {
                    name = "Haus der Beispiele",
                    street = "Musterplatz 1",
                    postalCode = "00000",
                    city = "Kaiserslautern",
                    accessibilityNotes = "Stufenloser Zugang von der Nordseite, Aufzug, induktive Höranlage, Assistenzhunde willkommen.",
                },
                capacityOnSite = 30,
                capacityOnline = 100,
                onlineLink = "https://konferenz.example/beteiligen-und-beraten",
                programme = new object[]
                {
                    new
                    {
                        kind = "Welcome",
                        title = "Begrüßung",
                        lengthMinutes = 10,
                    },
                    new
                    {
                        kind = "Impulse",
                        title = "Digitale Bürgerbeteiligung: mehr als ein Formular",
                        lengthMinutes = 20,
                        speaker = "Kreszentia Beispielsberger",
                        partner = "Bamberg",
                        project = "Beispielprojekt Mitmachkarte",
                    },
                    new
                    {
                        kind = "Impulse",
                        title = "Hybride Ratsarbeit: im Saal und am Bildschirm",
                        lengthMinutes = 20,
                        speaker = "Folkhard Mustermann",
                        partner = "Metropolregion Rhein-Neckar",
                        project = "Beispielprojekt Ratssaal der Zukunft",
                    },
                    new
                    {
                        kind = "Break",
                        title = "Pause",
                        lengthMinutes = 10,
                    },
                    new
                    {
                        kind = "Exchange",
                        title = "Austausch in Gruppen: Erfahrungen, gute Praxis, Strategien",
                        lengthMinutes = 60,
                    },
                },
            }
        );
    }

    private static Guid Session(int number) => new($"019aa000-0000-7000-8000-{number:D12}");
}
