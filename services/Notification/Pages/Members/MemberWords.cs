using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>How things stand with a person, in German.</summary>
public static class MemberWords
{
    public static string Name(Member member) =>
        member.LastName is null
            ? member.DisplayName
            : $"{member.LastName}, {string.Join(' ', new[] { member.Title, member.FirstName }.Where(part => !string.IsNullOrEmpty(part)))}";

    public static string State(Member member, DateOnly today) =>
        member switch
        {
            { State: MemberState.Departed } => "Mandat beendet",
            _ when member.MandateUntil < today => "Mandat beendet",
            { Email: null, Version: 0 } => "ohne Adresse",
            { Email: null } => "ohne Adresse, der Zentrale bekannt",
            { State: MemberState.Accepted } => "aufgenommen",
            _ => "bei der Zentrale gemeldet",
        };
}
