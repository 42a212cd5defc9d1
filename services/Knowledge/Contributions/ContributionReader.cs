using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Checks a request field by field; null when anything is wrong. A recap is the organisers' to write.
/// </summary>
internal static class ContributionReader
{
    public static ContributionDraft? Read(
        WriteContribution.WriteContributionRequest request,
        bool byMember,
        FieldErrors errors
    )
    {
        if (request.SessionId == Guid.Empty)
        {
            errors.Add("sessionId", "session-missing", "Bitte geben Sie an, zu welcher Sitzung der Beitrag gehört.");
        }

        var kind = ReadKind(request.Kind);
        if (kind is null)
        {
            errors.Add("kind", "kind-unknown", "Bitte wählen Sie: Erfahrung, gute Praxis oder Strategie.");
        }
        else if (byMember && kind == ContributionKind.Recap)
        {
            errors.Add(
                "kind",
                "recap-by-organisers-only",
                "Den Rückblick schreibt die Organisation. Bitte wählen Sie eine andere Art."
            );
        }

        var title = errors.ReadLine(
            "title",
            "title",
            request.Title,
            Contribution.LongestTitle,
            "Bitte geben Sie eine Überschrift an."
        );
        var body = errors.ReadMarkdown(
            "body",
            "body",
            request.Body,
            Contribution.LongestBody,
            "Bitte schreiben Sie einen Text."
        );
        if (!errors.Any && !MarkdownText.CanRender(body!))
        {
            errors.Add(
                "body",
                "body-too-nested",
                "Der Text ist zu tief verschachtelt und kann nicht dargestellt werden."
            );
        }

        if (!errors.Any && MarkdownText.HasImage(body!))
        {
            errors.Add(
                "body",
                "body-has-image",
                "Bilder können hier nicht gezeigt werden. Bitte nehmen Sie ![…](…) heraus oder machen Sie einen Link daraus."
            );
        }

        return errors.Any ? null : new ContributionDraft(request.SessionId, kind!.Value, title!, body!);
    }

    public static ContributionKind? ReadKind(string? text) =>
        Enum.GetNames<ContributionKind>()
            .FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
            is { } name
            ? Enum.Parse<ContributionKind>(name)
            : null;
}
