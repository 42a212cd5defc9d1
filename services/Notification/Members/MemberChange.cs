using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// What an import does to one person, for whoever decides on it: as the source names the person, and each field that
/// changes. Shown only; neither stored nor written to a report.
/// </summary>
public sealed record MemberChange(
    string FirstName,
    string LastName,
    string? Title,
    string? Email,
    string? Faction,
    IReadOnlyList<FieldChange> Fields
)
{
    /// <summary>The mandate is over after it and was not before.</summary>
    public bool Ends { get; init; }

    public static MemberChange Of(MemberRecord record) =>
        new(record.FirstName, record.LastName, record.Title, record.Email, record.Faction, []);

    /// <param name="before">The fields as <see cref="FieldsOf"/> gave them before the import; null for a new person.</param>
    /// <param name="member">The person as the import leaves it.</param>
    public static MemberChange Of(IReadOnlyList<(string Label, string? Value)>? before, Member member) =>
        new(
            member.FirstName ?? "",
            member.LastName ?? "",
            member.Title,
            member.Email,
            member.Faction,
            before is null
                ? []
                :
                [
                    .. before
                        .Zip(FieldsOf(member))
                        .Where(pair => pair.First.Value != pair.Second.Value)
                        .Select(pair => new FieldChange(pair.First.Label, pair.First.Value, pair.Second.Value)),
                ]
        );

    public static IReadOnlyList<(string Label, string? Value)> FieldsOf(Member member) =>
        [
            ("Vorname", member.FirstName ?? (member.LastName is null ? member.DisplayName : null)),
            ("Nachname", member.LastName),
            ("Titel", member.Title),
            ("E-Mail-Adresse", member.Email),
            ("Fraktion", member.Faction),
            ("Rolle", member.Role),
            ("Kennung", member.Reference),
            ("Mandat seit", Day(member.MandateFrom)),
            ("Mandat endet am", Day(member.MandateUntil)),
        ];

    private static string? Day(DateOnly? day) => day is { } named ? GermanTime.Day(named) : null;
}

/// <summary>One field, before and after.</summary>
public sealed record FieldChange(string Label, string? Old, string? New)
{
    public override string ToString() => $"{Label}: {Old ?? "keine Angabe"} → {New ?? "keine Angabe"}";
}
