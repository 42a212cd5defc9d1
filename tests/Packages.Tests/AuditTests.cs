namespace Stadtgespraeche.Packages.Tests;

/// <summary>
/// A real restore with this repository's settings of an invented package, from a feed of the test that knows, or does not
/// know, of a vulnerability in it.
/// </summary>
public sealed class AuditTests
{
    [Theory]
    [InlineData(0, "NU1901")]
    [InlineData(1, "NU1902")]
    [InlineData(2, "NU1903")]
    [InlineData(3, "NU1904")]
    public async Task A_known_vulnerability_of_whatever_severity_ends_the_build(int severity, string code)
    {
        await using var feed = new Feed { Severity = severity };
        using var project = new Project(feed);

        var (exitCode, output) = await project.RestoreAsync();

        exitCode.ShouldNotBe(0, output);
        output.ShouldContain($"error {code}");
        output.ShouldContain(Feed.Advisory);
    }

    [Fact]
    public async Task One_that_was_judged_does_not()
    {
        await using var feed = new Feed { Severity = 3 };
        using var project = new Project(feed, judged: Feed.Advisory);

        var (exitCode, output) = await project.RestoreAsync();

        exitCode.ShouldBe(0, output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_does_a_feed_that_knows_nothing_of_vulnerabilities(bool askedForThem)
    {
        await using var feed = new Feed();
        using var project = new Project(feed, audits: askedForThem);

        var (exitCode, output) = await project.RestoreAsync();

        exitCode.ShouldBe(0, output);
        output.Contains("warning NU1905", StringComparison.Ordinal).ShouldBe(askedForThem, output);
    }

    [Fact]
    public async Task Nor_a_feed_that_is_away_while_all_packages_are_there()
    {
        var feed = new Feed { Severity = 3 };
        using var project = new Project(feed, judged: Feed.Advisory);
        (await project.RestoreAsync()).ExitCode.ShouldBe(0);
        await feed.DisposeAsync();
        project.ForgetAnswers();

        var (exitCode, output) = await project.RestoreAsync();

        exitCode.ShouldBe(0, output);
        output.ShouldContain("warning NU1900");
    }
}
