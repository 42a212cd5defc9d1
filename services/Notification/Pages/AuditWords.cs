using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>
/// The city's log of changes in German words; an operation that is newer than this page keeps its own name.
/// </summary>
public static class AuditWords
{
    public static string What(AuditEntry entry) =>
        entry.Operation switch
        {
            "InviteAdministrator" => "Zur Verwaltung eingeladen",
            "AcceptInvitation" => "Einladung angenommen",
            "TakeInvitationBack" => "Einladung zurückgezogen",
            "RemoveAdministrator" => "Zugang entfernt",
            "AddMember" => "Person eingetragen",
            "ChangeMember" => "Person geändert",
            "EndMandate" => "Mandat beendet",
            "RemoveMember" => "Eintrag gelöscht",
            "UploadMembers" => "Liste hochgeladen",
            "ChooseColumns" => "Spalten einer Liste zugeordnet",
            "ImportMembers" => "Liste eingelesen",
            "DiscardUpload" => "Hochgeladene Liste verworfen",
            "ConfirmMembership" => "Antrag bestätigt",
            "RefuseMembership" => "Antrag abgelehnt",
            "PublishLegalPages" => "Rechtliche Texte veröffentlicht",
            "ReadOParl" => "Ratsinformationssystem eingelesen",
            "ImportOParl" => "Mitglieder aus dem Ratsinformationssystem übernommen",
            "SetCouncilTerm" => "Ende der Wahlperiode geändert",
            "FollowMember" => "Nachfolge eingetragen",
            "UnlinkSuccessor" => "Nachfolge gelöst",
            "FinishCorrection" => "Berichtigung als erledigt vermerkt",
            "DiscardOParl" => "Eingelesenes verworfen",
            _ => entry.Operation,
        };

    public static string Target(AuditEntry entry) =>
        entry.TargetKind switch
        {
            "administrator" => "Zugang zur Verwaltung",
            "member" => "Mitglied",
            "members" => "Mitgliederverzeichnis",
            "membership-request" => "Antrag",
            "correction" => "Bitte um Berichtigung",
            "legal-pages" => "Rechtliche Texte",
            _ => entry.TargetKind,
        };
}
