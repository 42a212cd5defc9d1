using System.Text.Json.Serialization;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// One person of the council as some source tells of it: a line of a file, a person of a council information system, a
/// form filled in by hand. What the source does not know (<see cref="Known"/>) stays as it is; without an address the
/// person is kept and not yet told to the hub.
/// </summary>
public sealed record MemberRecord(int Line, string FirstName, string LastName)
{
    /// <summary>
    /// The source's own mark for the person: the city's Kennung, or <c>oparl:</c> with the id of a council information
    /// system.
    /// </summary>
    public string? Reference { get; init; }

    public string? Title { get; init; }

    /// <summary>Lower case.</summary>
    public string? Email { get; init; }

    public string? Faction { get; init; }

    public string? Role { get; init; }

    public DateOnly? MandateFrom { get; init; }

    public DateOnly? MandateUntil { get; init; }

    /// <summary>What <see cref="MandateUntil"/> comes from.</summary>
    public MandateEnd MandateEnd { get; init; }

    /// <summary>The council in a council information system that names the person.</summary>
    public string? Source { get; init; }

    /// <summary>What was read but not surely understood, in German; names nobody.</summary>
    public string? Doubt { get; init; }

    public MemberFields Known { get; init; } = MemberFields.All;

    /// <summary>By hand: this very member, whatever the names say; a new one gets this id.</summary>
    public Guid? Member { get; init; }

    /// <summary>
    /// By hand: the fingerprint of the member as the form showed it; null: whatever stands there is brought up to date.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>The name that others may see.</summary>
    public string DisplayName => FullName.Shown(Title, FirstName, LastName);

    /// <summary>By which people are found again who have no mark and no address.</summary>
    internal string NameKey => KeyOf(FirstName, LastName);

    internal static string KeyOf(string? first, string? last) => $"{first} {last}".Trim().ToLowerInvariant();
}

/// <summary>What a source knows of people beside name, mark and address.</summary>
[Flags]
public enum MemberFields
{
    None = 0,
    Title = 1,
    Faction = 2,
    Role = 4,
    MandateFrom = 8,
    MandateUntil = 16,
    All = 31,
}

/// <summary>People to be taken in, and the lines of their source that cannot be, each explained.</summary>
public sealed record MemberBatch(IReadOnlyList<MemberRecord> Records, IReadOnlyList<LineOutcome> LeftOut);

public enum LineResult
{
    Taken,
    Updated,
    Unchanged,
    LeftOut,
}

/// <summary>
/// What became of one line, or of one person of a council information system. <paramref name="Code"/> is stable,
/// <paramref name="Message"/> German; both name
/// nobody.
/// </summary>
public sealed record LineOutcome(int Line, LineResult Result, string? Code = null, string? Message = null)
{
    /// <summary>What should be looked at although the line was taken, in German; names nobody.</summary>
    public string? Doubt { get; init; }

    [JsonIgnore]
    public Guid? Member { get; init; }

    /// <summary>Whom it is about, for the preview; never stored.</summary>
    [JsonIgnore]
    public MemberChange? Change { get; init; }

    public static LineOutcome Out(int line, string code, string message) =>
        new(line, LineResult.LeftOut, code, message);
}
