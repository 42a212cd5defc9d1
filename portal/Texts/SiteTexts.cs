using System.ComponentModel.DataAnnotations;

namespace Stadtgespraeche.Portal.Texts;

/// <summary>
/// Texts that belong to whoever runs the platform. They come from the configuration section <c>Texts</c>, never from
/// code.
/// </summary>
public sealed class SiteTexts
{
    public TextPage Mitmachen { get; set; } = new();

    public TextPage Impressum { get; set; } = new();

    public TextPage Datenschutz { get; set; } = new();

    public TextPage Barrierefreiheit { get; set; } = new();

    internal IEnumerable<string> Missing() =>
        from page in new[]
        {
            (nameof(Mitmachen), Mitmachen),
            (nameof(Impressum), Impressum),
            (nameof(Datenschutz), Datenschutz),
            (nameof(Barrierefreiheit), Barrierefreiheit),
        }
        where page.Item2.Sections.Count == 0
        select $"Texts:{page.Item1}";
}

/// <summary>One page of text: an introduction and sections.</summary>
public sealed class TextPage
{
    public string? Introduction { get; set; }

    [Required]
    public List<TextSection> Sections { get; set; } = [];
}

/// <summary>A section: heading, paragraphs, points, and whom to ask.</summary>
public sealed class TextSection
{
    public string Heading { get; set; } = "";

    public List<string> Paragraphs { get; set; } = [];

    public List<string> Points { get; set; } = [];

    public List<Contact> Contacts { get; set; } = [];
}

/// <summary>Whom to ask; a function, not a person's private address.</summary>
public sealed class Contact
{
    public string Name { get; set; } = "";

    public string? Role { get; set; }

    public string? Mail { get; set; }

    public string? Phone { get; set; }

    public string? Address { get; set; }
}

internal static class TextsRegistration
{
    public static void AddTexts(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddJsonFile("texts.json", optional: true, reloadOnChange: false);
        // Environment variables still win over the file.
        builder.Configuration.AddEnvironmentVariables();
        builder
            .Services.AddOptions<SiteTexts>()
            .BindConfiguration("Texts")
            .Validate(
                texts => !texts.Missing().Any(),
                "Texts for Mitmachen, Impressum, Datenschutz and Barrierefreiheit must not be empty."
            )
            .ValidateOnStart();
    }
}
