using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>The form of an impulse: what was typed, readable or not.</summary>
public sealed class ImpulseFields
{
    public string? CallId { get; set; }

    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? TopicId { get; set; }

    public string? Partner { get; set; }

    public string? Project { get; set; }

    public string? Speaker { get; set; }

    public string? Function { get; set; }

    public string? Biography { get; set; }

    public string? LengthMinutes { get; set; }

    public string? Language { get; set; }

    /// <summary>"ja", "nein" or nothing yet.</summary>
    public string? MayBeRecorded { get; set; }

    public string? Material { get; set; }

    public string? AccessibilityNeeds { get; set; }

    /// <summary>Of the content that the form was filled from; 0: a new one.</summary>
    [JsonIgnore]
    public long Version { get; set; }

    public static ImpulseFields Of(OwnImpulse impulse)
    {
        var content = impulse.Content;
        return new()
        {
            CallId = impulse.CallId?.ToString(),
            Title = content.Title,
            Summary = content.Summary,
            TopicId = content.TopicId?.ToString(),
            Partner = content.Partner,
            Project = content.Project,
            Speaker = content.Speaker,
            Function = content.Function,
            Biography = content.Biography,
            LengthMinutes = content.LengthMinutes?.ToString(CultureInfo.InvariantCulture),
            Language = content.Language,
            MayBeRecorded = content.MayBeRecorded switch
            {
                true => "ja",
                false => "nein",
                _ => null,
            },
            Material = content.Material,
            AccessibilityNeeds = impulse.AccessibilityNeeds,
            Version = impulse.ContentVersion,
        };
    }

    /// <summary>What the API takes; <paramref name="wrong"/> hears of a field that is no number.</summary>
    public object Read(bool handIn, Action<string, string> wrong) =>
        new
        {
            Content = new ImpulseContent(
                Title,
                Summary,
                Id(TopicId),
                Partner,
                Project,
                Speaker,
                Function,
                Biography,
                Numbers.Read(LengthMinutes, nameof(LengthMinutes), wrong),
                Language,
                MayBeRecorded switch
                {
                    "ja" => true,
                    "nein" => false,
                    _ => null,
                },
                Material
            ),
            CallId = Id(CallId),
            AccessibilityNeeds,
            HandIn = handIn,
            ExpectedVersion = Version,
        };

    /// <summary>Whether nothing was typed that is not stored already. Browsers end a line in their own way.</summary>
    public bool Says(OwnImpulse impulse) => Written(this) == Written(Of(impulse));

    private static string Written(ImpulseFields fields) =>
        JsonSerializer.Serialize(fields).Replace(@"\r\n", @"\n", StringComparison.Ordinal);

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
