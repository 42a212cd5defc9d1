using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stadtgespraeche.Packages.Tests;

/// <summary>
/// Microsoft releases packages together: one that stays behind misses a mend that all others have, and pulls older parts in.
/// </summary>
public sealed partial class TrainTests
{
    private static readonly XElement File = XElement.Load(Repository.PathOf("Directory.Packages.props"));

    // Released on their own, whatever their names begin with.
    private static readonly string[] Alone = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.Playwright"];

    [Fact]
    public void Microsoft_packages_of_one_train_have_one_version()
    {
        var wrong = File.Descendants("PackageVersion")
            .Select(package =>
                (Name: (string)package.Attribute("Include")!, Version: (string)package.Attribute("Version")!)
            )
            .Where(package => FromMicrosoft.IsMatch(package.Name) && !Alone.Contains(package.Name))
            .Where(package => !package.Version.EndsWith("Train)", StringComparison.Ordinal))
            .Select(package => $"{package.Name} {package.Version}");

        wrong.ShouldBeEmpty("Its version is that of a train, as at the top of Directory.Packages.props.");
    }

    [Fact]
    public void No_two_trains_have_the_same_number_under_two_names_and_each_is_used()
    {
        var trains = File.Descendants("PropertyGroup")
            .Elements()
            .Where(property => property.Name.LocalName.EndsWith("Train", StringComparison.Ordinal))
            .ToList();

        trains.Select(train => train.Value).ShouldBeUnique();
        var versions = File.Descendants("PackageVersion")
            .Select(package => (string)package.Attribute("Version")!)
            .ToList();
        trains.ShouldAllBe(train => versions.Contains($"$({train.Name.LocalName})"));
    }

    [Fact]
    public void Each_judged_advisory_says_why_and_until_when()
    {
        foreach (
            var judged in XElement.Load(Repository.PathOf("Directory.Build.props")).Descendants("NuGetAuditSuppress")
        )
        {
            var advisory = (string)judged.Attribute("Include")!;
            ((string?)judged.Attribute("Reason") ?? "").Length.ShouldBeGreaterThan(20, advisory);
            DateOnly
                .Parse((string)judged.Attribute("Until")!)
                .ShouldBeGreaterThan(
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                    $"{advisory} is to be judged again"
                );
        }
    }

    [GeneratedRegex(@"^(Microsoft|System|Aspire)\.")]
    private static partial Regex FromMicrosoft { get; }
}
