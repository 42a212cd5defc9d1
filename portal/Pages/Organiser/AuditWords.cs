using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>The log of changes in German words; an operation that is newer than this page keeps its own name.</summary>
public static class AuditWords
{
    public static string What(AuditEntry entry) => Operation(entry.Operation);

    public static string Target(AuditEntry entry) => TargetKind(entry.TargetKind);

    public static string Operation(string operation) =>
        operation switch
        {
            "ScheduleSession" => "Sitzung angekündigt oder geändert",
            "SaveDraft" => "Entwurf einer Sitzung gespeichert",
            "DiscardDraft" => "Entwurf einer Sitzung verworfen",
            "CopySession" => "Sitzung als Vorlage verwendet",
            "DraftSeries" => "Entwürfe einer Reihe angelegt",
            "PublishDraft" => "Sitzung veröffentlicht",
            "WriteRecord" => "Links zu Aufzeichnung und Protokoll geändert",
            "CancelSession" => "Sitzung abgesagt",
            "ProposeTopic" => "Thema vorgeschlagen",
            "WriteTopic" => "Thema angelegt oder umformuliert",
            "ReleaseTopic" => "Thema auf die Liste gesetzt",
            "RetireTopic" => "Thema von der Liste genommen oder nicht aufgenommen",
            "MergeTopic" => "Themen zusammengeführt",
            "OpenRound" => "Runde des Themenbarometers begonnen oder ihr Ende verschoben",
            "OpenCall" => "Aufruf zu Impulsen veröffentlicht oder geändert",
            "InviteSpeaker" => "Zu einem Impuls eingeladen, ohne Konto",
            "WriteImpulse" => "Eigenen Impuls geschrieben oder eingereicht",
            "WithdrawImpulse" => "Eigenen Impuls zurückgezogen",
            "AnswerOrganisers" => "Der Organisation zu einem Impuls geschrieben",
            "AskSpeaker" => "Frage zu einem Impuls gestellt",
            "DecideImpulse" => "Impuls angenommen oder abgelehnt",
            "NoteImpulse" => "Notiz zu einem Impuls geschrieben",
            "PutIntoProgramme" => "Impuls in einen Entwurf übernommen",
            "BookSeat" or "BookOwnSeat" => "Für den eigenen Platz geantwortet",
            "RecordAttendance" => "Teilnahme vermerkt",
            "WriteContribution" => "Beitrag geschrieben",
            "ReleaseContribution" => "Beitrag freigegeben",
            "ReturnContribution" => "Beitrag mit Hinweisen zurückgegeben",
            "CorrectContribution" => "Beitrag berichtigt",
            "WithdrawContribution" => "Beitrag zurückgezogen",
            "WithdrawOwnContribution" => "Eigenen Beitrag zurückgezogen",
            "WriteOwnContribution" => "Eigenen Beitrag geschrieben",
            "EndDevice" => "Ein Gerät abgemeldet",
            "GrantRole" => "Recht vergeben",
            "TakeRole" => "Recht zurückgenommen",
            "SetCityLogin" => "Login der Stadt eingerichtet oder geändert",
            "RemoveCityLogin" => "Login der Stadt entfernt",
            "ConnectCityIdentity" => "Login der Stadt verbunden",
            "DisconnectCityIdentity" => "Login der Stadt getrennt",
            "AddPasskey" => "Passkey angelegt",
            "RemovePasskey" => "Passkey entfernt",
            "SwitchMailSignIn" => "Anmeldung per E-Mail aus- oder eingeschaltet",
            "EndLinks" => "Links aus bisherigen E-Mails ungültig gemacht",
            "InviteOrganiser" => "Einladung ausgestellt",
            "AcceptInvitation" => "Einladung angenommen",
            "AllowFrontend" => "Einer anderen Anwendung den Zugriff erlaubt",
            "EraseMe" => "Eigene Daten löschen lassen",
            "RequestCityExport" => "Eigene Daten bei der Stadt angefordert",
            "Apply" => "Bewerbung abgeschickt",
            "ConfirmApplication" => "Bewerbung bestätigt",
            "AnswerQuestion" => "Rückfrage zur Bewerbung beantwortet",
            "WithdrawApplication" => "Bewerbung zurückgezogen",
            "DownloadKit" => "Paket einer Kommune heruntergeladen",
            "RequestCorrection" => "Berichtigung der eigenen Daten verlangt",
            "DownloadOwnKit" => "Paket heruntergeladen, neue Zugangsdaten ausgestellt",
            "AskApplicant" => "Rückfrage zur Bewerbung gestellt",
            "AcceptApplication" => "Bewerbung angenommen",
            "RefuseApplication" => "Bewerbung abgelehnt",
            "GiveAddress" => "Adresse für E-Mails angegeben",
            "RequestMembership" => "Aufnahme bei einer Kommune beantragt",
            "LinkMandates" => "Mandate verbunden",
            "UnlinkMandate" => "Verbindung von Mandaten getrennt",
            "SetCalendar" => "Adresse des eigenen Kalenders neu erzeugt",
            "EndCalendar" => "Adresse des eigenen Kalenders abgeschaltet",
            "SetVisibility" => "Sichtbarkeit geändert",
            "StartRemoval" => "Austritt einer Kommune begonnen",
            "ExportPartner" => "Angaben einer Kommune heruntergeladen",
            "SuspendPartner" => "Kommune vorübergehend getrennt",
            "ResumePartner" => "Kommune wieder verbunden",
            "ApproveKey" => "Schlüssel einer Kommune angenommen",
            "RejectKey" => "Schlüssel einer Kommune abgelehnt",
            "RevokeKey" => "Schlüssel einer Kommune widerrufen",
            "Provision" => "Kommune aufgenommen oder geändert",
            "ImportMunicipalities" => "Gemeindeverzeichnis eingelesen",
            _ => operation,
        };

    public static string Who(AuditEntry entry) =>
        (entry.Via, entry.Role) switch
        {
            ("command", _) => "Betrieb, auf dem Server",
            (_, "organiser") => "Organisation",
            (_, "coordinator") => "Koordination",
            (_, "operator") => "Betrieb",
            ("link", _) => "Mitglied, über den Link einer E-Mail",
            _ => "Mitglied",
        };

    public static string TargetKind(string kind) =>
        kind switch
        {
            "session" => "Sitzung",
            "series" => "Reihe von Sitzungen",
            "topic" => "Thema",
            "call" => "Aufruf zu Impulsen",
            "impulse" => "Impuls",
            "round" => "Runde des Themenbarometers",
            "seat" => "Platz bei der Sitzung",
            "member" => "Mitglied",
            "contribution" => "Beitrag",
            "device" => "Gerät",
            "account" => "Konto",
            "partner" => "Kommune",
            "application" => "Bewerbung",
            "city-login" => "Login der Kommune",
            "membership-request" => "Antrag auf Aufnahme",
            "city-identity" => "Eigenes Konto",
            "register" => "Gebietsstand",
            _ => kind,
        };

    public static string Outcome(AuditEntry entry) => entry.Outcome == "done" ? "ausgeführt" : "verweigert";
}
