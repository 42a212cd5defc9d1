namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// Short words of municipal life that make up compounds, so that splitting works before anything was written. Folded.
/// </summary>
internal static class MunicipalWords
{
    public static readonly HashSet<string> All =
    [
        .. """
            abfall abgabe abend abstimmung akte aktion allgemein alter amt anfrage angebot anhoerung anlage anliegen
            antrag app arbeit art aufgabe ausbau ausschuss austausch ausweis bad bahn barriere bau baum beauftragte
            bebauung bedarf beirat beitrag beratung bereich bericht beruf beschluss besuch beteiligung betrieb bezirk
            bild bildung boden breitband buch budget buerger buero buergermeister bund daten demokratie dialog dienst
            digital dorf ehrenamt eigentum einwohner energie entscheidung entwicklung ergebnis erfahrung familie feuer
            feuerwehr finanz flaeche forschung forum foerder foerderung fraktion frau frei freiwillig freizeit frieden
            frist fuehrung fuss garten gast gebaeude gebiet gebuehr geld gemeinde gemeinschaft generation geraet
            gericht geschaeft gesellschaft gesetz gespraech gesundheit gewerbe glas gruen gruppe gut hafen halle
            handel handlung haus haushalt heim hilfe hof idee innen jahr jugend kamera karte kasse katastrophe kind
            kinder kirche kita klima klinik koalition kommission kommune konto konzept kosten kraft kreis kultur kunst
            laden land landschaft leben lehre leistung leit licht linie liste luft mandat markt mehrheit meister
            meldung mensch miete mitglied mitte mobilitaet modell museum nachbar nachbarschaft nacht natur netz
            niederschrift oeffentlich ordnung ort ober park partner person pflege plan planung platt plattform platz
            politik polizei portal post praxis preis presse projekt protokoll pruefung qualitaet quartier rad rat raum
            rathaus recht rede regel region register reinigung reise rente saal sache sanierung schaden schau schule
            schutz schul senioren service sicherheit siedlung sitzung software sommer sozial spende spiel sport
            sprache spruch staat stadt stadtteil stand standort statistik stelle steuer stiftung strasse strategie
            strom stunde system tafel tag tagung tarif technik teil teilhabe teilnahme termin theater thema tier ton
            tourismus traeger transparenz umfrage umwelt unternehmen unterricht verband verein verfahren verkehr
            verordnung versammlung versicherung versorgung vertrag vertretung verwaltung video volk vorlage vorhaben
            vorsitz vorstand waerme wahl wald wasser weg werk wert wettbewerb wirtschaft wissen woche wohn wohnen
            wohnung zahl zeit zentrum ziel zukunft zusammenarbeit
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static readonly HashSet<string> Stems = [.. All.Select(GermanWords.Stem)];
}
