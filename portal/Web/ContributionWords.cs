using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>What a contribution is, by whom and from when; what is not known is left out.</summary>
public static class ContributionWords
{
    public static string Kind(string kind) =>
        kind switch
        {
            "Recap" => "Rückblick",
            "Experience" => "Erfahrung",
            "GoodPractice" => "Gute Praxis",
            "Strategy" => "Strategie",
            _ => kind,
        };

    /// <summary>Who wrote it and for which city.</summary>
    public static string Author(Contribution contribution) =>
        Joined(", ", contribution.AuthorName, contribution.PartnerName);

    /// <summary>Who wrote it, for which city and when it was published.</summary>
    public static string Published(Contribution contribution) =>
        Joined(
            " · ",
            contribution.AuthorName,
            contribution.PartnerName,
            contribution.PublishedAt is { } at ? Dates.Local(at).ToString("d. MMMM yyyy", Dates.Culture) : null
        );

    private static string Joined(string between, params string?[] parts) =>
        string.Join(between, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
