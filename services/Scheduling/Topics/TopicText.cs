using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>A checked title (one line, 100 characters) and plain description (2,000 characters).</summary>
internal sealed record TopicText(string Title, string Description)
{
    public static TopicText? Read(string? title, string? description, FieldErrors errors)
    {
        var line = errors.ReadLine(
            "title",
            "title",
            title,
            Topic.LongestTitle,
            "Bitte geben Sie dem Thema einen Titel."
        );
        var lines = errors.ReadLines(
            "description",
            "description",
            description,
            Topic.LongestDescription,
            "Bitte beschreiben Sie in einigen Sätzen, worum es geht."
        );
        return errors.Any ? null : new TopicText(line!, lines!);
    }
}
