namespace Stadtgespraeche.Demo;

/// <summary>
/// The first session of the series, of 19 September 2023, held before the platform existed, with its recap. Contents
/// are invented.
/// </summary>
internal static class PremiereSession
{
    private static readonly Guid Session = new("018aadcb-1a00-7000-8000-000000000001");
    private static readonly Guid Recap = new("018aadcb-1a00-7000-8000-000000000002");

    public static async Task EnterAsync(Hub hub)
    {
        if (!await hub.HasSessionAsync(Session))
        {
            await hub.PutTopicAsync(
                Topics.Volunteers,
                "Digitalpolitik im Ehrenamt",
                "Was ehrenamtliche Ratsmitglieder brauchen, um über Digitales zu entscheiden."
            );
            await hub.PutSessionAsync(
                Session,
                new
                {
                    title = "Premiere der smarten Stadtgespräche",
                    description = "Ratsmitglieder aus Kaiserslautern, Bamberg und der Metropolregion Rhein-Neckar "
                        + "lernen einander kennen und sprechen "
                        + "darüber, was Digitalpolitik im Ehrenamt braucht. (Demonstrationsdaten: Wahr ist nur das Datum.)",
                    topics = new[] { Topics.Volunteers },
                    localStart = "2023-09-19T18:00",
                    timeZone = "Europe/Berlin",
                    lengthMinutes = 120,
                    form = "Online",
                    capacityOnSite = 0,
                    capacityOnline = 100,
                    onlineLink = "https://konferenz.example/premiere",
                    programme = new object[]
                    {
                        new
                        {
                            kind = "Welcome",
                            title = "Begrüßung und Kennenlernen",
                            lengthMinutes = 15,
                        },
                        new
                        {
                            kind = "Impulse",
                            title = "Was eine smarte Stadt dem Rat bringt",
                            lengthMinutes = 20,
                            speaker = "Vinzenz Beispielsberger",
                            partner = "Kaiserslautern",
                            project = "Beispielprojekt Stadtkompass",
                        },
                        new
                        {
                            kind = "Exchange",
                            title = "Austausch in kleinen Gruppen",
                            lengthMinutes = 60,
                        },
                        new
                        {
                            kind = "Exchange",
                            title = "Was wir mitnehmen",
                            lengthMinutes = 25,
                        },
                    },
                    held = true,
                }
            );
        }

        if (await hub.HasContributionAsync(Recap))
        {
            return;
        }

        await hub.PutContributionAsync(
            Recap,
            new
            {
                sessionId = Session,
                kind = "Recap",
                title = "Rückblick auf die Premiere",
                body = """
                Zum ersten Mal saßen Ratsmitglieder aus drei Städten und Regionen an einem digitalen Tisch, quer durch die Fraktionen.

                ## Was uns beschäftigt

                - **Zeit ist knapp.** Wer im Ehrenamt Digitalpolitik macht, braucht kurze Impulse und Beispiele, die sich übertragen lassen.
                - **Bürgerbeteiligung** gelingt, wenn die Verwaltung sagt, was aus den Beiträgen geworden ist.
                - **Hybride Sitzungen** öffnen das Ehrenamt für Menschen mit Kindern, Schichtdienst oder langen Wegen.

                ## Wie es weitergeht

                Die Städte laden zu weiteren Gesprächen ein. Die nächsten Themen sind digitale Bürgerbeteiligung und hybride Ratsarbeit.
                """,
            }
        );
    }
}
