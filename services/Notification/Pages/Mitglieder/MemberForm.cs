using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Pages.Mitglieder;

/// <summary>The fields of the form for one person, as they were typed.</summary>
public sealed class MemberForm
{
    public string? Title { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Faction { get; set; }

    public string? Role { get; set; }

    public string? Reference { get; set; }

    public DateOnly? MandateFrom { get; set; }

    public DateOnly? MandateUntil { get; set; }

    public static MemberForm Of(Member member) => new()
    {
        Title = member.Title, FirstName = member.FirstName, LastName = member.LastName ?? member.DisplayName, Email = member.Email, Faction = member.Faction,
        Role = member.Role, Reference = member.Reference, MandateFrom = member.MandateFrom, MandateUntil = member.MandateUntil,
    };

    public MemberRecord ToRecord(Guid id) => new(1, Text(FirstName) ?? "", Text(LastName) ?? "")
    {
        Member = id, Title = Text(Title), Email = Text(Email)?.ToLowerInvariant(), Faction = Text(Faction), Role = Text(Role), Reference = Text(Reference),
        MandateFrom = MandateFrom, MandateUntil = MandateUntil,
    };

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
