using Stadtgespraeche.Api;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Pages.Members;

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

    /// <summary>The fingerprint of the member whom the form was made from; null for a new one.</summary>
    public string? Stand { get; set; }

    public static MemberForm Of(Member member) =>
        new()
        {
            Stand = member.Fingerprint(),
            Title = member.Title,
            FirstName = member.FirstName,
            LastName = member.LastName ?? member.DisplayName,
            Email = member.Email,
            Faction = member.Faction,
            Role = member.Role,
            Reference = member.Reference,
            MandateFrom = member.MandateFrom,
            MandateUntil = member.MandateUntil,
        };

    public MemberRecord ToRecord(Guid id) =>
        new(1, Text(FirstName) ?? "", Text(LastName) ?? "")
        {
            Member = id,
            Title = Text(Title),
            Email = Address(Email),
            Faction = Text(Faction),
            Role = Text(Role),
            Reference = Text(Reference),
            MandateFrom = MandateFrom,
            MandateUntil = MandateUntil,
            Expected = Stand,
        };

    /// <summary>In German, what differs from what was typed here.</summary>
    public string OtherThan(MemberForm now) =>
        string.Join(
            "; ",
            new (string Label, string? Typed, string? Now)[]
            {
                ("Titel", Text(Title), now.Title),
                ("Vorname", Text(FirstName), now.FirstName),
                ("Nachname", Text(LastName), now.LastName),
                ("E-Mail-Adresse", Address(Email), now.Email),
                ("Fraktion", Text(Faction), now.Faction),
                ("Rolle im Rat", Text(Role), now.Role),
                ("Mandat seit", Day(MandateFrom), Day(now.MandateFrom)),
                ("Mandat endet am", Day(MandateUntil), Day(now.MandateUntil)),
            }
                .Where(field => field.Typed != field.Now)
                .Select(field => $"{field.Label}: {field.Now ?? "keine Angabe"}")
        );

    private static string? Day(DateOnly? day) => day is { } named ? GermanTime.Day(named) : null;

    private static string? Address(string? typed) => Text(typed) is { } address ? MailboxSpelling.Of(address) : null;

    private static string? Text(string? typed) =>
        CleanText.Characters(typed)?.Trim() is { Length: > 0 } text ? text : null;
}
