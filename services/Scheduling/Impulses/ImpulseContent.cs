using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// What a speaker says about an impulse. In a draft anything may be missing; what was handed in has at least a title, a
/// summary, a topic, a partner, a speaker, a length in minutes and a language. <see cref="MayBeRecorded"/>: null, not
/// answered yet.
/// </summary>
public sealed record ImpulseContent(
    string? Title = null,
    string? Summary = null,
    Guid? TopicId = null,
    string? Partner = null,
    string? Project = null,
    string? Speaker = null,
    string? Function = null,
    string? Biography = null,
    int? LengthMinutes = null,
    string? Language = null,
    bool? MayBeRecorded = null,
    string? Material = null
)
{
    public const int LongestLine = 150;
    public const int LongestSummary = 2_000;
    public const int LongestBiography = 1_000;
    public const int LongestAddress = 500;
    public const int MostMinutes = 60;

    /// <summary>Cleans and checks each field; <paramref name="complete"/> demands what may not be missing, too.</summary>
    public ImpulseContent Read(TopicList topics, bool complete, FieldErrors errors)
    {
        string? If(string missing) => complete ? missing : null;
        var topic = TopicId is { } id ? topics.Find(id) : null;
        if (TopicId is not null && topic is not { WasListed: true })
        {
            errors.Add("topicId", "topic-unknown", "Dieses Thema steht nicht auf der Liste.");
        }
        else if (complete && topic is null)
        {
            errors.Add("topicId", "topic-missing", "Bitte wählen Sie das Thema, zu dem der Impuls am besten passt.");
        }

        if (LengthMinutes is <= 0 or > MostMinutes || (complete && LengthMinutes is null))
        {
            errors.Add(
                "lengthMinutes",
                "length-out-of-range",
                $"Bitte geben Sie an, wie viele Minuten der Impuls dauert: 1 bis {MostMinutes}."
            );
        }

        if (complete && MayBeRecorded is null)
        {
            errors.Add(
                "mayBeRecorded",
                "recording-unanswered",
                "Bitte sagen Sie, ob der Impuls aufgezeichnet werden darf."
            );
        }

        return new(
            errors.ReadLine("title", "title", Title, LongestLine, If("Bitte geben Sie dem Impuls einen Titel.")),
            errors.ReadLines(
                "summary",
                "summary",
                Summary,
                LongestSummary,
                If("Bitte sagen Sie in einigen Sätzen, worum es geht.")
            ),
            topic?.Id,
            errors.ReadLine(
                "partner",
                "partner",
                Partner,
                LongestLine,
                If("Bitte geben Sie an, aus welcher Kommune der Impuls kommt.")
            ),
            errors.ReadLine("project", "project", Project, LongestLine),
            errors.ReadLine("speaker", "speaker", Speaker, LongestLine, If("Bitte geben Sie an, wer den Impuls hält.")),
            errors.ReadLine("function", "function", Function, LongestLine),
            errors.ReadLines("biography", "biography", Biography, LongestBiography),
            LengthMinutes,
            errors.ReadLine(
                "language",
                "language",
                Language,
                LongestLine,
                If("Bitte geben Sie an, in welcher Sprache der Impuls gehalten wird.")
            ),
            MayBeRecorded,
            ReadAddress(errors)
        );
    }

    private string? ReadAddress(FieldErrors errors)
    {
        var address = errors.ReadLine("material", "material", Material, LongestAddress);
        if (
            address is not null
            && !(
                Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps
                && uri.UserInfo.Length == 0
            )
        )
        {
            errors.Add(
                "material",
                "material-not-https",
                "Die Adresse des Materials muss mit https:// beginnen und vollständig sein."
            );
        }

        return address;
    }
}
