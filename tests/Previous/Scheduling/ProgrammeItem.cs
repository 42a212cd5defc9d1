using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// One item of a session's programme, in order; speaker, speaker's partner and project belong to an impulse.
/// </summary>
[Data(Category.None)]
public sealed record ProgrammeItem(
    ProgrammeItemKind Kind,
    string Title,
    int LengthMinutes,
    [Data(Category.Personal)] string? Speaker = null,
    string? Partner = null,
    string? Project = null
);

/// <summary>What happens during a programme item.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgrammeItemKind>))]
public enum ProgrammeItemKind
{
    Welcome,
    Impulse,
    Exchange,
    Break,
}
